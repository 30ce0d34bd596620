import { describe, expect, test } from "vitest";
import type { Span } from "@/lib/otlp/span";
import { attributeMap, type ExampleAttributes, exampleSpan } from "./example-span";
import { readSpan } from "./read-span";

const facts = (attributes: ExampleAttributes, rest?: Partial<Span>) =>
  readSpan(exampleSpan(attributes, rest));

const LINK = { traceId: "f".repeat(32), spanId: "e".repeat(16), attributes: attributeMap({}) };

describe("annotations inside spans", () => {
  test.each([
    ["annotations.0.annotation", "span"],
    ["evaluations.0.evaluation", "span"],
    ["trace.annotations.0.annotation", "trace"],
    ["trace.evaluations.0.evaluation", "trace"],
    ["session.annotations.0.annotation", "session"],
    ["session.evaluations.0.evaluation", "session"],
  ])("%s is about the %s", (prefix, target) => {
    const { annotations } = facts({
      "openinference.span.kind": "CHAIN",
      "input.value": "hello",
      [`${prefix}.name`]: "correctness",
      [`${prefix}.label`]: "correct",
      [`${prefix}.score`]: 1,
      [`${prefix}.explanation`]: "as asked",
      [`${prefix}.annotator_kind`]: "LLM",
      [`${prefix}.identifier`]: "judge-2",
      [`${prefix}.metadata`]: '{"rubric":2}',
    });
    expect(annotations).toEqual([
      {
        target,
        traceId: null,
        spanId: null,
        name: "correctness",
        label: "correct",
        score: 1,
        explanation: "as asked",
        annotatorKind: "LLM",
        identifier: "judge-2",
        metadata: { rubric: 2 },
      },
    ]);
  });

  test("several, in the order of their indices", () => {
    const { annotations } = facts({
      "annotations.10.annotation.name": "b",
      "annotations.10.annotation.score": "0.5",
      "annotations.2.annotation.name": "a",
      "annotations.2.annotation.label": "x",
    });
    expect(annotations).toMatchObject([
      { name: "a", annotatorKind: "CODE", identifier: "", metadata: null },
      { name: "b", score: 0.5, label: null },
    ]);
  });

  test.each<[string, ExampleAttributes]>([
    ["without a name", { "annotations.0.annotation.label": "x" }],
    ["with a name alone", { "annotations.0.annotation.name": "x" }],
    [
      "with a blank name",
      { "annotations.0.annotation.name": " ", "annotations.0.annotation.score": 1 },
    ],
    [
      "with a score that is no number",
      { "annotations.0.annotation.name": "x", "annotations.0.annotation.score": "NaN" },
    ],
    [
      "beyond the bounds",
      {
        "annotations.4294967294.annotation.name": "x",
        "annotations.4294967294.annotation.score": 1,
      },
    ],
  ])("one %s is dropped", (_, attributes) => {
    expect(facts(attributes).annotations).toEqual([]);
  });

  test("gen_ai.evaluation.result events", () => {
    const event = {
      name: "gen_ai.evaluation.result",
      timeUnixNano: 0n,
      attributes: attributeMap({
        "gen_ai.evaluation.name": "relevance",
        "gen_ai.evaluation.score.value": 0.25,
        "gen_ai.evaluation.score.label": "poor",
        "gen_ai.evaluation.explanation": "beside the point",
      }),
    };
    expect(facts({}, { events: [event] }).annotations).toMatchObject([
      {
        target: "span",
        name: "relevance",
        score: 0.25,
        label: "poor",
        explanation: "beside the point",
      },
    ]);
  });

  test("at most 200 on one span", () => {
    const many = Array.from({ length: 500 }, (_, n): [string, string | number][] => [
      [`annotations.${n}.annotation.name`, `n${n}`],
      [`annotations.${n}.annotation.score`, n],
    ]).flat();
    expect(facts(Object.fromEntries(many)).annotations).toHaveLength(200);
  });
});

describe("carriers", () => {
  const verdict = (scope: string): ExampleAttributes => ({
    [`${scope}evaluations.0.evaluation.name`]: "goal",
    [`${scope}evaluations.0.evaluation.label`]: "achieved",
  });
  const evaluator: ExampleAttributes = { "openinference.span.kind": "EVALUATOR" };

  test("an evaluator with one link judges the linked span, or its trace", () => {
    const span = facts({ ...evaluator, ...verdict("") }, { links: [LINK] });
    expect(span).toMatchObject({
      isCarrier: true,
      annotations: [{ target: "span", traceId: LINK.traceId, spanId: LINK.spanId }],
    });
    const unnamed = facts({ ...evaluator, ...verdict("") }, { links: [{ ...LINK, spanId: "" }] });
    expect(unnamed.annotations[0]).toMatchObject({
      target: "trace",
      traceId: LINK.traceId,
      spanId: null,
    });
    const trace = facts({ ...evaluator, ...verdict("trace.") }, { links: [LINK] });
    expect(trace).toMatchObject({
      isCarrier: true,
      annotations: [{ target: "trace", traceId: LINK.traceId, spanId: null }],
    });
  });

  test("a session's verdict needs its session id alone", () => {
    const session = facts({ ...evaluator, ...verdict("session."), "session.id": "s-1" });
    expect(session).toMatchObject({
      isCarrier: true,
      sessionId: "s-1",
      annotations: [{ target: "session", traceId: null, spanId: null }],
    });
  });

  test("a bare root span may be one too", () => {
    expect(facts(verdict("session.")).isCarrier).toBe(true);
    expect(facts(verdict(""), { links: [LINK] }).isCarrier).toBe(true);
  });

  test.each<[string, ExampleAttributes, Partial<Span>]>([
    ["an evaluator that judges its own span", { ...evaluator, ...verdict("") }, {}],
    ["an evaluator with two links", { ...evaluator, ...verdict("") }, { links: [LINK, LINK] }],
    ["an evaluator without a verdict", evaluator, { links: [LINK] }],
    ["a span that did work", { ...verdict("session."), "input.value": "hello" }, {}],
    ["a child", verdict("session."), { parentSpanId: "a".repeat(16) }],
    [
      "a model call",
      { "openinference.span.kind": "LLM", ...verdict("session.") },
      { links: [LINK] },
    ],
  ])("%s is none", (_, attributes, rest) => {
    const found = facts(attributes, rest);
    expect(found.isCarrier).toBe(false);
    expect(found.annotations.every(({ traceId }) => traceId === null)).toBe(true);
  });
});
