import { describe, expect, test } from "vitest";
import type { AttributeValue } from "@/lib/otlp/span";
import { attributeMap, type ExampleAttributes, exampleSpan } from "./example-span";
import { readSpan } from "./read-span";

const facts = (attributes: ExampleAttributes) => readSpan(exampleSpan(attributes));
const LLM = { "openinference.span.kind": "LLM" };

describe("hostile keys", () => {
  test("never become structure", () => {
    const span = exampleSpan({
      ...LLM,
      "gen_ai.prompt.__proto__.role": "user",
      "a.constructor.prototype.y": 1,
      "llm.input_messages.__proto__.message.role": "user",
      "llm.input_messages.4294967294.message.role": "user",
      "llm.input_messages.4294967294.message.content": "x",
      "llm.input_messages..message.role": "user",
      "llm.input_messages": "scalar beside a list",
      "llm.input_messages.0.message.role": "user",
      "llm.input_messages.0.message.content": "hi",
      "llm.input_messages.0.message.content.nested": "clash",
      "llm.input_messages.0.message.contents": "clash",
      "llm.input_messages.0.message.contents.0": "clash",
      "llm.input_messages.0.message.tool_calls.4294967294.tool_call.id": "x",
      a: 1,
      "a.b": 2,
      "a..b": 3,
      "": 4,
      ".": 5,
      constructor: "x",
    });
    span.attributes.set("__proto__", "x");
    const read = readSpan(span);
    expect(read.call).toMatchObject({ messageCount: 1, tail: [{ role: "user", text: "hi" }] });
    expect(Object.hasOwn(Object.prototype, "y")).toBe(false);
  });

  test("tool arguments keep __proto__ as data", () => {
    const text = '{"__proto__":{"polluted":true},"a":1}';
    const read = facts({
      ...LLM,
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "x",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": text,
    });
    expect(JSON.stringify(read.call?.output[0]?.toolCalls?.[0]?.arguments)).toBe(text);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("a sparse list costs what it holds", () => {
    const read = facts({
      ...LLM,
      "llm.input_messages.999999.message.role": "user",
      "llm.input_messages.3.message.role": "assistant",
    });
    expect(read.call).toMatchObject({ messageCount: 2, hasHistory: true });
  });
});

describe("hostile values", { timeout: 30_000 }, () => {
  const deep = (levels: number): AttributeValue =>
    levels === 0 ? "x" : new Map([["a", deep(levels - 1)]]);

  test.each<[string, ExampleAttributes]>([
    [
      "deep text",
      {
        "input.value": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
        "gen_ai.input.messages": "[".repeat(200_000),
      },
    ],
    [
      "deep structure",
      { metadata: deep(500), "gen_ai.input.messages": [deep(500)], "input.value": deep(500) },
    ],
    ["a million parts", { "input.value": `[${"{},".repeat(1_000_000)}{}]` }],
    ["100,000 quotes", { "input.value": `{"a":"${'"'.repeat(100_000)}` }],
    ["nested bodies", { "input.value": `${'{"input":'.repeat(50)}1${"}".repeat(50)}` }],
  ])("%s: read in bounded time, and JSON again", (_, attributes) => {
    for (const kind of ["LLM", "TOOL", "CHAIN"]) {
      JSON.stringify(facts({ ...attributes, "openinference.span.kind": kind }));
    }
  });

  test("20,000 messages with one question repeated", () => {
    const history = Array.from({ length: 20_000 }, (_, index): [string, string][] => [
      [`llm.input_messages.${index}.message.role`, "user"],
      [`llm.input_messages.${index}.message.content`, "ok"],
    ]).flat();
    const { call } = facts({ ...LLM, ...Object.fromEntries(history) });
    expect(call?.messageCount).toBe(20_000);
  });
});

describe("random attributes", () => {
  const KEYS = [
    ..."openinference.span.kind|gen_ai.operation.name|session.id|user.id|metadata|tag.tags|metadata.a".split(
      "|",
    ),
    ..."llm.model_name|llm.provider|llm.token_count.prompt|llm.token_count.completion|llm.cost.total".split(
      "|",
    ),
    ..."gen_ai.input.messages|gen_ai.output.messages|gen_ai.system_instructions|ai.prompt.messages".split(
      "|",
    ),
    ..."ai.response.toolCalls|ai.response.text|langfuse.observation.input|langfuse.observation.output".split(
      "|",
    ),
    ..."langfuse.observation.usage_details|langfuse.observation.cost_details|traceloop.entity.input".split(
      "|",
    ),
    ..."input.value|output.value|output.mime_type|tool.name|tool_call.id|gen_ai.prompt.0.content".split(
      "|",
    ),
    ..."llm.input_messages.0.message.role|llm.input_messages.0.message.content".split("|"),
    ..."llm.input_messages.0.message.contents.0.message_content.text".split("|"),
    ..."llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments".split("|"),
    ..."annotations.0.annotation.name|annotations.0.annotation.score|trace.evaluations.0.evaluation.label".split(
      "|",
    ),
  ];
  const VALUES: AttributeValue[] = [
    null,
    "",
    " ",
    "LLM",
    "TOOL",
    "chat",
    "x",
    "12",
    "-1",
    "NaN",
    0,
    -1,
    1e30,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    false,
    [],
    [1, "a", null],
    attributeMap({}),
    attributeMap({ role: "user", content: "x" }),
    [attributeMap({ role: 3, parts: attributeMap({}) })],
    "{}",
    "[]",
    "null",
    "[null]",
    "[1]",
    '[[["x"]]]',
    '{"messages":null}',
    '{"messages":[null,1,"x",[],{}]}',
    '{"role":"user"}',
    '{"role":5,"content":{"type":5}}',
    '[{"role":"user","content":[null,1,{"type":"text"}]}]',
    '[{"role":"tool","content":null}]',
    '{"choices":[{"message":null}]}',
    '{"choices":{"message":{"role":"x","content":{}}}}',
    '[{"role":"assistant","tool_calls":[null,{"function":null},{"function":{"name":1}}]}]',
    '[{"type":"function_call"}]',
    '{"id":[],"kwargs":{}}',
    '{"input":-1,"output":"x","total":1e400}',
    "__REDACTED__",
  ];

  test.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "never throw, never NaN, seed %i",
    (seed) => {
      let state = seed + 1;
      const random = (below: number) => {
        state = (state * 48_271) % 2_147_483_647;
        return state % below;
      };
      for (let round = 0; round < 50; round++) {
        const attributes = attributeMap({});
        for (const key of KEYS) {
          if (random(2) === 0) attributes.set(key, VALUES[random(VALUES.length)] ?? null);
        }
        const read = readSpan(exampleSpan({}, { attributes }));
        expect(JSON.parse(JSON.stringify(read))).toStrictEqual(read);
        for (const number of [read.promptTokens, read.totalTokens, read.costNanoUsd]) {
          expect(number === null || (Number.isSafeInteger(number) && number >= 0)).toBe(true);
        }
      }
    },
  );
});
