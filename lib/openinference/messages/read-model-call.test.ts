import { describe, expect, test } from "vitest";
import type { AttributeValue } from "@/lib/otlp/span";
import { attributeMap, type ExampleAttributes } from "../example-span";
import type { Message, ModelCall } from "../span-facts";
import { readModelCall } from "./read-model-call";

const read = (attributes: ExampleAttributes) => readModelCall(attributeMap(attributes));
const input = (attributes: ExampleAttributes): Partial<Message>[] => read(attributes)?.tail ?? [];
const output = (attributes: ExampleAttributes): Partial<Message>[] =>
  read(attributes)?.output ?? [];

/** One message in OpenInference's flat form. */
function flat(side: "input" | "output", index: number, fields: Record<string, AttributeValue>) {
  const prefix = `llm.${side}_messages.${index}.message`;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [`${prefix}.${key}`, value]),
  );
}

const asJson = (value: unknown) => JSON.stringify(value);

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
        "gen_ai.system_instructions": asJson([{ type: "text", content: "Be brief." }]),
        "gen_ai.input.messages": asJson(genAiInput),
        "gen_ai.output.messages": asJson(genAiOutput),
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
        "ai.prompt.messages": asJson([
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
        "ai.response.toolCalls": asJson([
          { toolCallId: "c2", toolName: "track", input: '{"carrier":"UPS"}' },
        ]),
      },
    ],
    [
      "Langfuse",
      {
        "langfuse.observation.input": asJson({ messages: chat, tools: [] }),
        "langfuse.observation.output": asJson(chatAnswer),
      },
    ],
    [
      "Traceloop",
      {
        "traceloop.entity.input": asJson({ inputs: { messages: chat } }),
        "traceloop.entity.output": asJson({ outputs: chatAnswer }),
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
        "input.value": asJson({ model: "gpt", messages: chat }),
        "output.value": asJson({ choices: [{ index: 0, message: chatAnswer }] }),
      },
    ],
    [
      "OpenAI Responses",
      {
        "input.value": asJson({
          instructions: "Be brief.",
          input: [
            { role: "user", content: [{ type: "input_text", text: "Where is it?" }] },
            { type: "function_call", call_id: "c1", name: "look", arguments: "{}" },
            { type: "function_call_output", call_id: "c1", output: '{"status":"shipped"}' },
          ],
        }),
        "output.value": asJson(chatAnswer),
      },
    ],
    [
      "Anthropic",
      {
        "input.value": asJson({
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
        "output.value": asJson({
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
        "input.value": asJson({
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
        "output.value": asJson({
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
        "input.value": asJson({
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
        "output.value": asJson({
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
    expect(read(attributes)).toEqual(expected);
  });

  test("Gemini, which knows no call ids", () => {
    const call = read({
      "input.value": asJson({
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
      "output.value": asJson({
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

describe("what is new in a call", () => {
  const talk = (...messages: [role: string, text: string][]) =>
    read(
      Object.assign(
        {},
        ...messages.map(([role, content], index) => flat("input", index, { role, content })),
      ),
    );

  test("the tail starts after the last assistant message, system messages apart", () => {
    const call = talk(
      ["system", "a"],
      ["user", "q1"],
      ["assistant", "a1"],
      ["user", "more"],
      ["developer", "b"],
      ["user", "q2"],
    );
    expect(call).toMatchObject({
      messageCount: 4,
      lastRole: "user",
      hasHistory: true,
      system: "a\n\nb",
      tail: [
        { role: "user", text: "more" },
        { role: "user", text: "q2" },
      ],
    });
  });

  test("nothing is new after an assistant message at the end", () => {
    expect(talk(["user", "q"], ["assistant", "prefill"])).toMatchObject({
      lastRole: "assistant",
      questionKey: null,
      hasHistory: false,
      tail: [],
    });
  });

  test("a question's key says how often it was asked", () => {
    const first = talk(["user", "ok"]);
    const again = talk(["user", "ok"], ["assistant", "fine"], ["user", "ok"]);
    const other = talk(["user", "no"]);
    const elsewhere = talk(["system", "x"], ["user", "hello"], ["assistant", "hi"], ["user", "ok"]);
    expect(first?.questionKey).toBe(elsewhere?.questionKey);
    expect(new Set([first, again, other].map((call) => call?.questionKey)).size).toBe(3);
  });

  test("a call without any message is none", () => {
    expect(read({ "llm.model_name": "gpt" })).toBeNull();
    expect(read({ "input.value": '{"image":"x.png"}' })).toBeNull();
    expect(read({ "gen_ai.input.messages": "[]", "output.value": "" })).toBeNull();
  });
});

describe("traps of real clients", () => {
  const call = (index: number, name: string | null, given: string | null) => ({
    [`tool_calls.${index}.tool_call.function.name`]: name,
    [`tool_calls.${index}.tool_call.function.arguments`]: given,
  });

  test("arguments that were encoded twice", () => {
    expect(
      output(flat("output", 0, { role: "assistant", ...call(0, "look", '"{\\"id\\":1}"') })),
    ).toMatchObject([{ toolCalls: [{ id: null, name: "look", arguments: { id: 1 } }] }]);
  });

  test("arguments that are no JSON stay text, missing ones are null", () => {
    expect(
      output(
        flat("output", 0, { role: "assistant", ...call(0, "a", "{half"), ...call(1, "b", null) }),
      ),
    ).toMatchObject([{ toolCalls: [{ arguments: "{half" }, { arguments: null }] }]);
  });

  test("content beside contents with the same text is shown once", () => {
    const contents = {
      "contents.0.message_content.type": "text",
      "contents.0.message_content.text": "hi",
    };
    expect(input(flat("input", 0, { role: "user", content: "hi", ...contents }))).toEqual([
      { role: "user", text: "hi" },
    ]);
    expect(input(flat("input", 0, { role: "user", content: "stale", ...contents }))).toEqual([
      { role: "user", text: "hi" },
    ]);
    expect(
      input(flat("input", 0, { role: "tool", content: "result", tool_call_id: "1", ...contents })),
    ).toEqual([{ role: "tool", text: "result", toolCallId: "1" }]);
  });

  test("several contents: texts joined by blank lines, reasoning and pictures apart", () => {
    const part = (index: number, fields: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(fields).map(([key, value]) => [
          `contents.${index}.message_content.${key}`,
          value,
        ]),
      );
    expect(
      output(
        flat("output", 0, {
          role: "assistant",
          ...part(0, { type: "reasoning", text: "hm" }),
          ...part(1, { type: "text", text: "one" }),
          ...part(2, { type: "text", text: "two" }),
          ...part(3, { type: "image", "image.image.url": "https://x/y.png" }),
          ...part(4, {
            type: "audio",
            "audio.audio.url": "a.wav",
            "audio.audio.mime_type": "audio/wav",
          }),
        }),
      ),
    ).toEqual([
      {
        role: "assistant",
        text: "one\n\ntwo",
        reasoning: "hm",
        attachments: [
          { kind: "image", mimeType: null, source: "https://x/y.png" },
          { kind: "audio", mimeType: "audio/wav", source: "a.wav" },
        ],
      },
    ]);
  });

  test("valueless attributes make neither tool calls nor messages", () => {
    expect(
      input({
        ...flat("input", 0, {
          role: "user",
          content: "hi",
          ...call(0, null, null),
          tool_call_id: null,
        }),
        ...flat("input", 1, { role: null, content: null }),
      }),
    ).toEqual([{ role: "user", text: "hi" }]);
    expect(input(flat("input", 0, { role: "user", content: "hi", ...call(0, "", "") }))).toEqual([
      { role: "user", text: "hi" },
    ]);
  });

  test("text only in output.value, tool calls only in the output messages", () => {
    const calls = flat("output", 0, { role: "assistant", ...call(0, "look", "{}") });
    const merged = [{ text: "Looking.", toolCalls: [{ name: "look" }] }];
    expect(
      output({ ...calls, "output.value": "Looking.", "output.mime_type": "text/plain" }),
    ).toMatchObject(merged);
    expect(output({ ...calls, "ai.response.text": "Looking." })).toMatchObject(merged);
    const json = {
      "output.value": '[{"toolName":"look"}]',
      "output.mime_type": "application/json",
    };
    expect(output({ ...calls, ...json })).toMatchObject([{ text: "" }]);
    expect(
      output({ ...calls, "output.value": "__REDACTED__", "output.mime_type": "text/plain" }),
    ).toMatchObject([{ text: "" }]);
  });

  test("text only in output.value, no output messages", () => {
    expect(output({ "output.value": "Hello.", "ai.response.reasoning": "hm" })).toMatchObject([
      { role: "assistant", text: "Hello." },
    ]);
  });

  test("masked content is a message like any other", () => {
    expect(read({ "input.value": "__REDACTED__", "output.value": "__REDACTED__" })).toMatchObject({
      lastRole: "user",
      tail: [{ role: "user", text: "__REDACTED__" }],
      output: [{ role: "assistant", text: "__REDACTED__" }],
    });
  });

  test("text/plain is never taken for JSON; a structured answer is its text", () => {
    const json = '{"messages":[{"role":"user","content":"x"}]}';
    expect(input({ "input.value": json, "input.mime_type": "text/plain" })).toEqual([
      { role: "user", text: json },
    ]);
    expect(
      output({ "output.value": '{"score":1}', "output.mime_type": "application/json" }),
    ).toEqual([{ role: "assistant", text: '{"score":1}' }]);
  });

  test("Anthropic's tool results are user messages that name their call", () => {
    expect(
      read({
        ...flat("input", 0, { role: "user", content: "q" }),
        ...flat("input", 1, { role: "assistant", ...call(0, "look", "{}") }),
        ...flat("input", 2, { role: "user", content: "found", tool_call_id: "c1" }),
      }),
    ).toMatchObject({
      lastRole: "tool",
      tail: [{ role: "tool", toolCallId: "c1", text: "found" }],
    });
  });

  test("text beside a tool's result does not read as a question", () => {
    const content = [
      { type: "tool_result", tool_use_id: "c1", content: "found" },
      { type: "text", text: "<reminder>" },
    ];
    const body = asJson({
      messages: [
        { role: "assistant", content: "x" },
        { role: "user", content },
      ],
    });
    expect(read({ "input.value": body })).toMatchObject({
      lastRole: "tool",
      tail: [
        { role: "user", text: "<reminder>" },
        { role: "tool", text: "found" },
      ],
    });
  });

  test("the AI SDK's wrapper round a tool's result is taken off", () => {
    const wrapped = '{"type":"json","value":{"ok":true}}';
    expect(
      input(flat("input", 0, { role: "tool", content: wrapped, tool_call_id: "1" })),
    ).toMatchObject([{ text: '{"ok":true}' }]);
  });

  test("completion APIs without roles", () => {
    expect(
      read({ "llm.prompts.0.prompt.text": "Once", "llm.choices.0.completion.text": "upon a time" }),
    ).toMatchObject({
      tail: [{ role: "user", text: "Once" }],
      output: [{ role: "assistant", text: "upon a time" }],
    });
    expect(output({ "output.value": asJson({ choices: [{ index: 0, text: "upon" }] }) })).toEqual([
      { role: "assistant", text: "upon" },
    ]);
  });
});

describe("gen_ai message parts", () => {
  const parts = (...list: object[]) =>
    output({ "gen_ai.output.messages": asJson([{ role: "assistant", parts: list }]) });

  test.each<[string, object, Partial<Message>]>([
    ["text", { type: "text", content: "hi" }, { text: "hi" }],
    ["reasoning", { type: "reasoning", content: "hm" }, { text: "", reasoning: "hm" }],
    [
      "blob",
      { type: "blob", mime_type: "image/png", modality: "image", content: "aGk=" },
      {
        attachments: [
          { kind: "image", mimeType: "image/png", source: "data:image/png;base64,aGk=" },
        ],
      },
    ],
    [
      "file",
      { type: "file", modality: "video", file_id: "f-1" },
      { attachments: [{ kind: "video", mimeType: null, source: "f-1" }] },
    ],
    [
      "uri",
      { type: "uri", modality: "image", mime_type: "image/jpeg", uri: "https://x/y.jpg" },
      { attachments: [{ kind: "image", mimeType: "image/jpeg", source: "https://x/y.jpg" }] },
    ],
  ])("%s", (_, part, expected) => {
    expect(parts(part)).toMatchObject([{ role: "assistant", ...expected }]);
  });

  test.each(["response", "result"])("tool_call_response with %s", (key) => {
    const part = { type: "tool_call_response", id: "c1", [key]: { ok: true } };
    expect(parts(part)).toEqual([{ role: "tool", text: '{"ok":true}', toolCallId: "c1" }]);
  });

  test("several results in one message are several", () => {
    const result = (id: string) => ({ type: "tool_call_response", id, result: id });
    const message = { role: "tool", parts: [result("a"), result("b")] };
    expect(input({ "gen_ai.input.messages": asJson([message]) })).toEqual([
      { role: "tool", text: "a", toolCallId: "a" },
      { role: "tool", text: "b", toolCallId: "b" },
    ]);
  });

  test("a part of an unknown type is passed over", () => {
    expect(
      parts({ type: "hologram", content: "?" }, { type: "text", content: "hi" }),
    ).toMatchObject([{ text: "hi" }]);
  });

  test.each<[string, object, object]>([
    [
      "OpenAI's image_url",
      { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } },
      { kind: "image", mimeType: null, source: "data:image/png;base64,aGk=" },
    ],
    [
      "OpenAI's input_audio",
      { type: "input_audio", input_audio: { data: "aGk=", format: "wav" } },
      { kind: "audio", mimeType: "wav" },
    ],
    [
      "Anthropic's image",
      { type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } },
      { kind: "image", mimeType: "image/png", source: "data:image/png;base64,aGk=" },
    ],
    [
      "Gemini's inline data",
      { inlineData: { mimeType: "image/png", data: "aGk=" } },
      { kind: "file", mimeType: "image/png", source: "data:image/png;base64,aGk=" },
    ],
  ])("%s is described", (_, part, attachment) => {
    const body = asJson({ messages: [{ role: "user", content: [part] }] });
    expect(input({ "input.value": body })).toMatchObject([{ attachments: [attachment] }]);
  });
});
