import { expect, test } from "vitest";
import { type ExampleAttributes, exampleSpan } from "./example-span";
import { readSpan } from "./read-span";

const AGENT = { "openinference.span.kind": "AGENT" };

test.each<[string, string]>([
  ["Where is it?", "Where is it?"],
  ['{"question":"Where?","history":[]}', "Where?"],
  [
    '{"messages":[{"role":"user","content":"one"},{"role":"assistant","content":"x"},{"role":"user","content":"two"}]}',
    "two",
  ],
  [
    '{"system":"be nice","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}',
    "hi",
  ],
  ['[{"role":"user","parts":[{"type":"text","content":"gen"}]}]', "gen"],
  ['{"input":{"query":"deep"}}', "deep"],
  ['{"args":[],"kwargs":{"message":"wrapped"}}', "wrapped"],
  ['{"order":7}', '{"order":7}'],
  ['["lookup",{"order":7}]', '["lookup",{"order":7}]'],
  ['{"broken', '{"broken'],
  ["__REDACTED__", "__REDACTED__"],
])("input %s reads %s", (value, text) => {
  expect(readSpan(exampleSpan({ ...AGENT, "input.value": value })).input).toBe(text);
});

test.each<[string, string]>([
  ["It is here.", "It is here."],
  ['{"answer":"Here."}', "Here."],
  [
    '[{"role":"assistant","parts":[{"type":"text","content":"Done"},{"type":"tool_call","id":"1","name":"a"},{"type":"tool_call_response","id":"1","response":{"x":1}}]}]',
    "Done",
  ],
  ['{"choices":[{"message":{"role":"assistant","content":"chosen"}}]}', "chosen"],
  ['{"score":0.5}', '{"score":0.5}'],
])("output %s reads %s", (value, text) => {
  expect(readSpan(exampleSpan({ ...AGENT, "output.value": value })).output).toBe(text);
});

test.each<[string, ExampleAttributes]>([
  ["AI SDK", { "ai.prompt": '{"prompt":"hi"}', "ai.response.text": "yo" }],
  ["Langfuse", { "langfuse.observation.input": "hi", "langfuse.observation.output": "yo" }],
  [
    "Traceloop",
    { "traceloop.entity.input": '{"inputs":{"question":"hi"}}', "traceloop.entity.output": "yo" },
  ],
  [
    "structured",
    {
      "gen_ai.input.messages": [
        new Map([
          ["role", "user"],
          ["content", "hi"],
        ]),
      ],
      "output.value": "yo",
    },
  ],
])("of %s", (_, attributes) => {
  expect(readSpan(exampleSpan({ ...AGENT, ...attributes }))).toMatchObject({
    input: "hi",
    output: "yo",
  });
});

test("a tool's data is shown whole", () => {
  const value = '{"text":"hi","language":"fr"}';
  const facts = readSpan(exampleSpan({ "openinference.span.kind": "TOOL", "input.value": value }));
  expect(facts.input).toBe(value);
});

test("a model call whose messages were read needs no second text", () => {
  const facts = readSpan(
    exampleSpan({
      "openinference.span.kind": "LLM",
      "llm.input_messages.0.message.role": "user",
      "llm.input_messages.0.message.content": "hi",
      "input.value": "hi",
      "output.value": "yo",
    }),
  );
  expect(facts).toMatchObject({ input: null, output: null });
});
