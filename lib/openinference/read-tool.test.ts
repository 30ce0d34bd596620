import { expect, test } from "vitest";
import { type ExampleAttributes, exampleSpan } from "./example-span";
import { readSpan } from "./read-span";
import type { ToolRun } from "./span-facts";

const full: ToolRun = { name: "look", callId: "c1", arguments: { q: 1 }, result: { ok: true } };

test.each<[string, ExampleAttributes, ToolRun]>([
  [
    "OpenInference",
    {
      "openinference.span.kind": "TOOL",
      "tool.name": "look",
      "tool_call.id": "c1",
      "tool.parameters": '{"type":"object"}',
      "input.value": '{"q":1}',
      "output.value": '{"ok":true}',
    },
    full,
  ],
  [
    "gen_ai",
    {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "look",
      "gen_ai.tool.call.id": "c1",
      "gen_ai.tool.call.arguments": new Map([["q", 1]]),
      "gen_ai.tool.call.result": '{"ok":true}',
    },
    full,
  ],
  [
    "AI SDK",
    {
      "ai.operationId": "ai.toolCall",
      "ai.toolCall.name": "look",
      "ai.toolCall.id": "c1",
      "ai.toolCall.args": '{"q":1}',
      "ai.toolCall.result": '{"ok":true}',
    },
    full,
  ],
  [
    "Langfuse",
    {
      "langfuse.observation.type": "tool",
      "langfuse.observation.input": '{"q":1}',
      "langfuse.observation.output": "plain",
    },
    { name: null, callId: null, arguments: { q: 1 }, result: "plain" },
  ],
  [
    "arguments encoded twice",
    { "openinference.span.kind": "TOOL", "input.value": '"{\\"q\\":1}"' },
    { name: null, callId: null, arguments: { q: 1 }, result: null },
  ],
  [
    "an empty result, which is not unknown",
    { "openinference.span.kind": "TOOL", "output.value": "" },
    { name: null, callId: null, arguments: null, result: "" },
  ],
  [
    "a masked one",
    { "openinference.span.kind": "TOOL", "output.value": "__REDACTED__" },
    { name: null, callId: null, arguments: null, result: "__REDACTED__" },
  ],
])("%s", (_, attributes, run) => {
  expect(readSpan(exampleSpan(attributes)).tool).toEqual(run);
});

test("other spans have none", () => {
  expect(readSpan(exampleSpan({ "openinference.span.kind": "CHAIN" })).tool).toBeNull();
});
