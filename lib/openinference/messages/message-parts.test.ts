import { describe, expect, test } from "vitest";
import type { Message } from "../span-facts";
import { readAnswer, readTail } from "./example-messages";

describe("gen_ai message parts", () => {
  const parts = (...list: object[]) =>
    readAnswer({ "gen_ai.output.messages": JSON.stringify([{ role: "assistant", parts: list }]) });

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
    expect(readTail({ "gen_ai.input.messages": JSON.stringify([message]) })).toEqual([
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
    const body = JSON.stringify({ messages: [{ role: "user", content: [part] }] });
    expect(readTail({ "input.value": body })).toMatchObject([{ attachments: [attachment] }]);
  });
});
