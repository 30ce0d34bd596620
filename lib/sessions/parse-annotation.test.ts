import { expect, test } from "vitest";
import { parseAnnotation } from "./parse-annotation";

const given = { target: "session", sessionId: "s-1", name: "goal", label: "achieved" };

test("what is left out is a person's, without identifier, null", () => {
  expect(parseAnnotation(given)).toEqual({
    target: "session",
    targetId: "s-1",
    traceId: null,
    name: "goal",
    label: "achieved",
    score: null,
    explanation: null,
    metadata: null,
    annotatorKind: "HUMAN",
    identifier: "",
    source: "APP",
  });
});

test("null is as good as nothing", () => {
  const nulls = { score: null, explanation: null, metadata: null };
  expect(parseAnnotation({ ...given, ...nulls })).toEqual(parseAnnotation(given));
});

test("texts are trimmed and cleaned, ids as when spans bring them", () => {
  const read = parseAnnotation({
    target: "span",
    spanId: ` ${"AB".repeat(8)} `,
    traceId: "CD".repeat(16),
    name: " tone\0 ",
    label: "  ",
    score: 0,
    explanation: "  why \uD800 ",
  });
  expect(read).toMatchObject({
    targetId: "ab".repeat(8),
    traceId: "cd".repeat(16),
    name: "tone\uFFFD",
    label: null,
    score: 0,
    explanation: "why \uFFFD",
  });
});

test.each<[string, unknown, string]>([
  ["no object", 7, ""],
  ["no target", { ...given, target: undefined }, "target"],
  ["another target", { ...given, target: "project" }, "target"],
  ["no id", { ...given, sessionId: undefined }, "sessionId"],
  ["a trace id that is none", { ...given, target: "trace", traceId: "x" }, "traceId"],
  ["a span id that is none", { ...given, target: "span", spanId: "12" }, "spanId"],
  ["no name", { ...given, name: " " }, "name"],
  ["no judgement", { ...given, label: " " }, "label"],
  ["an infinite score", { ...given, score: Number.POSITIVE_INFINITY }, "score"],
  ["too long an explanation", { ...given, explanation: "x".repeat(100_001) }, "explanation"],
  ["metadata that is text", { ...given, metadata: "x" }, "metadata"],
  ["too much metadata", { ...given, metadata: { a: "x".repeat(100_000) } }, "metadata"],
])("%s is a 400 that names the field", (_, body, field) => {
  expect(() => parseAnnotation(body)).toThrow(
    expect.objectContaining({
      status: 400,
      code: "invalid_annotation",
      details: [{ field, message: expect.any(String) }],
    }),
  );
});
