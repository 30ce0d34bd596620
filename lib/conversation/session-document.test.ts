import { expect, test } from "vitest";
import type { Annotation, SessionRow } from "@/lib/sessions/session-row";
import { deriveTurns } from "./derive-turns";
import { exampleCall, exampleSpan } from "./example-conversation";
import { toSessionDocument } from "./session-document";

const row: SessionRow = {
  sessionId: "s-1",
  userId: null,
  title: "first",
  lastOutput: "two",
  startedAt: "1970-01-01T00:00:00.000000Z",
  lastActivityAt: "1970-01-01T00:00:00.003000Z",
  durationMs: 3,
  turns: 2,
  traces: 2,
  spans: 2,
  errors: 1,
  promptTokens: null,
  completionTokens: null,
  totalTokens: null,
  tokensPartial: false,
  costUsd: null,
  costPartial: false,
  costComputed: false,
  models: [],
  tags: [],
  live: false,
  annotations: {},
};

function annotation(
  id: string,
  target: Annotation["target"],
  rest: Partial<Annotation>,
): Annotation {
  return {
    id,
    target,
    traceId: null,
    spanId: null,
    name: id,
    label: "good",
    score: null,
    explanation: null,
    annotatorKind: "HUMAN",
    identifier: "",
    metadata: null,
    createdAt: "1970-01-01T00:00:00Z",
    updatedAt: "1970-01-01T00:00:00Z",
    ...rest,
  };
}

const turns = deriveTurns([
  exampleSpan("a", [0, 1], { kind: "LLM", call: exampleCall("first", null), error: "boom" }),
  exampleSpan("b", [2, 3], {
    traceId: "t2",
    kind: "LLM",
    call: exampleCall("second", "two", {
      output: [
        {
          role: "assistant",
          text: "two",
          toolCalls: [{ id: "c", name: "look", arguments: { at: 1 } }],
        },
      ],
    }),
  }),
]);

const document = toSessionDocument({
  session: { ...row, metadata: { tenant: "acme" } },
  turns,
  annotations: [
    annotation("goal", "session", {}),
    annotation("trace", "trace", { traceId: "t1" }),
    annotation("span", "span", { traceId: "t2", spanId: "b" }),
    annotation("namesake", "span", { traceId: "t1", spanId: "b" }),
    annotation("stray", "trace", { traceId: "t9" }),
  ],
});

test("turns carry what was said, called and failed", () => {
  expect(document.turns).toMatchObject([
    {
      index: 1,
      user: "first",
      assistant: null,
      latencyMs: 1,
      promptTokens: null,
      errors: [{ message: "boom", spanId: "a", traceId: "t1" }],
      toolCalls: [],
      traceIds: ["t1"],
    },
    {
      index: 2,
      user: "second",
      assistant: "two",
      toolCalls: [
        { id: "c", name: "look", arguments: { at: 1 }, result: null, error: null, latencyMs: null },
      ],
    },
  ]);
  expect(document.session).toMatchObject({ sessionId: "s-1", metadata: { tenant: "acme" } });
});

test("annotations stand with the turn of their target, else with the session", () => {
  const names = (list: { name: string }[]) => list.map(({ name }) => name);
  expect(document.turns.map((turn) => names(turn.annotations))).toEqual([["trace"], ["span"]]);
  expect(names(document.annotations)).toEqual(["goal", "namesake", "stray"]);
  expect(document.annotations[0]).not.toHaveProperty("id");
});

test("is the same after a trip through JSON: nothing is undefined", () => {
  expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document);
});
