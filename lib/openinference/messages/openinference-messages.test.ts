import { describe, expect, test } from "vitest";
import { flat, readAnswer, readCall, readTail } from "./example-messages";

describe("traps of real clients", () => {
  const call = (index: number, name: string | null, given: string | null) => ({
    [`tool_calls.${index}.tool_call.function.name`]: name,
    [`tool_calls.${index}.tool_call.function.arguments`]: given,
  });

  test("arguments that were encoded twice", () => {
    expect(
      readAnswer(flat("output", 0, { role: "assistant", ...call(0, "look", '"{\\"id\\":1}"') })),
    ).toMatchObject([{ toolCalls: [{ id: null, name: "look", arguments: { id: 1 } }] }]);
  });

  test("arguments that are no JSON stay text, missing ones are null", () => {
    expect(
      readAnswer(
        flat("output", 0, { role: "assistant", ...call(0, "a", "{half"), ...call(1, "b", null) }),
      ),
    ).toMatchObject([{ toolCalls: [{ arguments: "{half" }, { arguments: null }] }]);
  });

  test("content beside contents with the same text is shown once", () => {
    const contents = {
      "contents.0.message_content.type": "text",
      "contents.0.message_content.text": "hi",
    };
    expect(readTail(flat("input", 0, { role: "user", content: "hi", ...contents }))).toEqual([
      { role: "user", text: "hi" },
    ]);
    expect(readTail(flat("input", 0, { role: "user", content: "stale", ...contents }))).toEqual([
      { role: "user", text: "hi" },
    ]);
    expect(
      readTail(
        flat("input", 0, { role: "tool", content: "result", tool_call_id: "1", ...contents }),
      ),
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
      readAnswer(
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
      readTail({
        ...flat("input", 0, {
          role: "user",
          content: "hi",
          ...call(0, null, null),
          tool_call_id: null,
        }),
        ...flat("input", 1, { role: null, content: null }),
      }),
    ).toEqual([{ role: "user", text: "hi" }]);
    expect(readTail(flat("input", 0, { role: "user", content: "hi", ...call(0, "", "") }))).toEqual(
      [{ role: "user", text: "hi" }],
    );
  });

  test("text only in output.value, tool calls only in the output messages", () => {
    const calls = flat("output", 0, { role: "assistant", ...call(0, "look", "{}") });
    const merged = [{ text: "Looking.", toolCalls: [{ name: "look" }] }];
    expect(
      readAnswer({ ...calls, "output.value": "Looking.", "output.mime_type": "text/plain" }),
    ).toMatchObject(merged);
    expect(readAnswer({ ...calls, "ai.response.text": "Looking." })).toMatchObject(merged);
    const json = {
      "output.value": '[{"toolName":"look"}]',
      "output.mime_type": "application/json",
    };
    expect(readAnswer({ ...calls, ...json })).toMatchObject([{ text: "" }]);
    expect(
      readAnswer({ ...calls, "output.value": "__REDACTED__", "output.mime_type": "text/plain" }),
    ).toMatchObject([{ text: "" }]);
  });

  test("text only in output.value, no output messages", () => {
    expect(readAnswer({ "output.value": "Hello.", "ai.response.reasoning": "hm" })).toMatchObject([
      { role: "assistant", text: "Hello." },
    ]);
  });

  test("masked content is a message like any other", () => {
    expect(
      readCall({ "input.value": "__REDACTED__", "output.value": "__REDACTED__" }),
    ).toMatchObject({
      lastRole: "user",
      tail: [{ role: "user", text: "__REDACTED__" }],
      output: [{ role: "assistant", text: "__REDACTED__" }],
    });
  });

  test("text/plain is never taken for JSON; a structured answer is its text", () => {
    const json = '{"messages":[{"role":"user","content":"x"}]}';
    expect(readTail({ "input.value": json, "input.mime_type": "text/plain" })).toEqual([
      { role: "user", text: json },
    ]);
    expect(
      readAnswer({ "output.value": '{"score":1}', "output.mime_type": "application/json" }),
    ).toEqual([{ role: "assistant", text: '{"score":1}' }]);
  });

  test("Anthropic's tool results are user messages that name their call", () => {
    expect(
      readCall({
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
    const body = JSON.stringify({
      messages: [
        { role: "assistant", content: "x" },
        { role: "user", content },
      ],
    });
    expect(readCall({ "input.value": body })).toMatchObject({
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
      readTail(flat("input", 0, { role: "tool", content: wrapped, tool_call_id: "1" })),
    ).toMatchObject([{ text: '{"ok":true}' }]);
  });

  test("completion APIs without roles", () => {
    expect(
      readCall({
        "llm.prompts.0.prompt.text": "Once",
        "llm.choices.0.completion.text": "upon a time",
      }),
    ).toMatchObject({
      tail: [{ role: "user", text: "Once" }],
      output: [{ role: "assistant", text: "upon a time" }],
    });
    expect(
      readAnswer({ "output.value": JSON.stringify({ choices: [{ index: 0, text: "upon" }] }) }),
    ).toEqual([{ role: "assistant", text: "upon" }]);
  });
});
