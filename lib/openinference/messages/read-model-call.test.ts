import { describe, expect, test } from "vitest";
import type { AttributeValue } from "@/lib/otlp/span";
import type { ExampleAttributes } from "../example-span";
import type { ModelCall } from "../span-facts";
import { flat, readCall } from "./example-messages";

describe("every source gives the same call", () => {
  const expected: ModelCall = {
    messageCount: 3,
    lastRole: "tool",
    questionKey: null,
    hasHistory: false,
    system: "Be brief.",
    tail: [{ role: "tool", text: '{"status":"shipped"}', toolCallId: "c1" }],
    output: [
      {
        role: "assistant",
        text: "On its way.",
        toolCalls: [{ id: "c2", name: "track", arguments: { carrier: "UPS" } }],
      },
    ],
  };
  const chat = [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Where is it?" },
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: "c1", type: "function", function: { name: "look", arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: "c1", content: '{"status":"shipped"}' },
  ];
  const chatAnswer = {
    role: "assistant",
    content: "On its way.",
    tool_calls: [
      { id: "c2", type: "function", function: { name: "track", arguments: '{"carrier":"UPS"}' } },
    ],
  };
  const genAiInput = [
    { role: "user", parts: [{ type: "text", content: "Where is it?" }] },
    { role: "assistant", parts: [{ type: "tool_call", id: "c1", name: "look", arguments: {} }] },
    {
      role: "tool",
      parts: [{ type: "tool_call_response", id: "c1", response: { status: "shipped" } }],
    },
  ];
  const genAiOutput = [
    {
      role: "assistant",
      parts: [
        { type: "text", content: "On its way." },
        { type: "tool_call", id: "c2", name: "track", arguments: { carrier: "UPS" } },
      ],
    },
  ];

  test.each<[string, ExampleAttributes]>([
    [
      "OpenInference",
      {
        ...flat("input", 0, { role: "system", content: "Be brief." }),
        ...flat("input", 1, { role: "user", content: "Where is it?" }),
        ...flat("input", 2, {
          role: "assistant",
          "tool_calls.0.tool_call.id": "c1",
          "tool_calls.0.tool_call.function.name": "look",
        }),
        ...flat("input", 3, { role: "tool", content: '{"status":"shipped"}', tool_call_id: "c1" }),
        ...flat("output", 0, {
          role: "assistant",
          content: "On its way.",
          "tool_calls.0.tool_call.id": "c2",
          "tool_calls.0.tool_call.function.name": "track",
          "tool_calls.0.tool_call.function.arguments": '{"carrier":"UPS"}',
        }),
      },
    ],
    [
      "gen_ai, JSON text",
      {
        "gen_ai.system_instructions": JSON.stringify([{ type: "text", content: "Be brief." }]),
        "gen_ai.input.messages": JSON.stringify(genAiInput),
        "gen_ai.output.messages": JSON.stringify(genAiOutput),
      },
    ],
    [
      "gen_ai, structured",
      {
        "gen_ai.system_instructions": "Be brief.",
        "gen_ai.input.messages": structured(genAiInput),
        "gen_ai.output.messages": structured(genAiOutput),
      },
    ],
    [
      "AI SDK",
      {
        "ai.prompt.messages": JSON.stringify([
          { role: "system", content: "Be brief." },
          { role: "user", content: [{ type: "text", text: "Where is it?" }] },
          {
            role: "assistant",
            content: [{ type: "tool-call", toolCallId: "c1", toolName: "look", input: {} }],
          },
          {
            role: "tool",
            content: [
              {
                type: "tool-result",
                toolCallId: "c1",
                output: { type: "json", value: { status: "shipped" } },
              },
            ],
          },
        ]),
        "ai.response.text": "On its way.",
        "ai.response.toolCalls": JSON.stringify([
          { toolCallId: "c2", toolName: "track", input: '{"carrier":"UPS"}' },
        ]),
      },
    ],
    [
      "Langfuse",
      {
        "langfuse.observation.input": JSON.stringify({ messages: chat, tools: [] }),
        "langfuse.observation.output": JSON.stringify(chatAnswer),
      },
    ],
    [
      "Traceloop",
      {
        "traceloop.entity.input": JSON.stringify({ inputs: { messages: chat } }),
        "traceloop.entity.output": JSON.stringify({ outputs: chatAnswer }),
      },
    ],
    [
      "gen_ai.prompt.<n>",
      {
        "gen_ai.prompt.0.role": "system",
        "gen_ai.prompt.0.content": "Be brief.",
        "gen_ai.prompt.1.role": "user",
        "gen_ai.prompt.1.content": '[{"type":"text","text":"Where is it?"}]',
        "gen_ai.prompt.2.role": "assistant",
        "gen_ai.prompt.2.tool_calls.0.id": "c1",
        "gen_ai.prompt.2.tool_calls.0.name": "look",
        "gen_ai.prompt.3.role": "tool",
        "gen_ai.prompt.3.content": '{"status":"shipped"}',
        "gen_ai.prompt.3.tool_call_id": "c1",
        "gen_ai.completion.0.role": "assistant",
        "gen_ai.completion.0.content": "On its way.",
        "gen_ai.completion.0.tool_calls.0.id": "c2",
        "gen_ai.completion.0.tool_calls.0.name": "track",
        "gen_ai.completion.0.tool_calls.0.arguments": '{"carrier":"UPS"}',
      },
    ],
    [
      "input.value and output.value, OpenAI Chat",
      {
        "input.value": JSON.stringify({ model: "gpt", messages: chat }),
        "output.value": JSON.stringify({ choices: [{ index: 0, message: chatAnswer }] }),
      },
    ],
    [
      "OpenAI Responses",
      {
        "input.value": JSON.stringify({
          instructions: "Be brief.",
          input: [
            { role: "user", content: [{ type: "input_text", text: "Where is it?" }] },
            { type: "function_call", call_id: "c1", name: "look", arguments: "{}" },
            { type: "function_call_output", call_id: "c1", output: '{"status":"shipped"}' },
          ],
        }),
        "output.value": JSON.stringify(chatAnswer),
      },
    ],
    [
      "Anthropic",
      {
        "input.value": JSON.stringify({
          system: [{ type: "text", text: "Be brief." }],
          messages: [
            { role: "user", content: "Where is it?" },
            {
              role: "assistant",
              content: [{ type: "tool_use", id: "c1", name: "look", input: {} }],
            },
            {
              role: "user",
              content: [
                {
                  type: "tool_result",
                  tool_use_id: "c1",
                  content: [{ type: "text", text: '{"status":"shipped"}' }],
                },
              ],
            },
          ],
        }),
        "output.value": JSON.stringify({
          role: "assistant",
          type: "message",
          content: [
            { type: "text", text: "On its way." },
            { type: "tool_use", id: "c2", name: "track", input: { carrier: "UPS" } },
          ],
        }),
      },
    ],
    [
      "Bedrock Converse",
      {
        "input.value": JSON.stringify({
          system: [{ text: "Be brief." }],
          messages: [
            { role: "user", content: [{ text: "Where is it?" }] },
            {
              role: "assistant",
              content: [{ toolUse: { toolUseId: "c1", name: "look", input: {} } }],
            },
            {
              role: "user",
              content: [
                {
                  toolResult: {
                    toolUseId: "c1",
                    content: [{ type: "text", text: '{"status":"shipped"}' }],
                  },
                },
              ],
            },
          ],
        }),
        "output.value": JSON.stringify({
          output: {
            message: {
              role: "assistant",
              content: [
                { text: "On its way." },
                { toolUse: { toolUseId: "c2", name: "track", input: { carrier: "UPS" } } },
              ],
            },
          },
        }),
      },
    ],
    [
      "LangChain",
      {
        "input.value": JSON.stringify({
          messages: [
            [
              langChain("SystemMessage", { content: "Be brief." }),
              langChain("HumanMessage", { content: "Where is it?" }),
              langChain("AIMessage", {
                content: "",
                tool_calls: [{ id: "c1", name: "look", args: {} }],
              }),
              langChain("ToolMessage", { content: '{"status":"shipped"}', tool_call_id: "c1" }),
            ],
          ],
        }),
        "output.value": JSON.stringify({
          generations: [
            [
              {
                text: "On its way.",
                message: langChain("AIMessage", {
                  content: "On its way.",
                  tool_calls: [{ id: "c2", name: "track", args: { carrier: "UPS" } }],
                }),
              },
            ],
          ],
        }),
      },
    ],
  ])("%s", (_, attributes) => {
    expect(readCall(attributes)).toEqual(expected);
  });

  test("Gemini, which knows no call ids", () => {
    const call = readCall({
      "input.value": JSON.stringify({
        systemInstruction: { parts: [{ text: "Be brief." }] },
        contents: [
          { role: "user", parts: [{ text: "Where is it?" }] },
          { role: "model", parts: [{ functionCall: { name: "look", args: {} } }] },
          {
            role: "user",
            parts: [{ functionResponse: { name: "look", response: { status: "shipped" } } }],
          },
        ],
      }),
      "output.value": JSON.stringify({
        candidates: [{ content: { role: "model", parts: [{ text: "On its way." }] } }],
      }),
    });
    expect(call).toMatchObject({
      messageCount: 3,
      lastRole: "tool",
      system: "Be brief.",
      tail: [{ role: "tool", name: "look", text: '{"status":"shipped"}' }],
      output: [{ role: "assistant", text: "On its way." }],
    });
  });

  function langChain(name: string, kwargs: object) {
    return { lc: 1, type: "constructor", id: ["langchain", "schema", name], kwargs };
  }

  function structured(value: unknown): AttributeValue {
    if (Array.isArray(value)) return value.map(structured);
    if (typeof value === "object" && value !== null) {
      return new Map(Object.entries(value).map(([key, item]) => [key, structured(item)]));
    }
    return typeof value === "string" || typeof value === "number" ? value : null;
  }
});
