import { describe, expect, test } from "vitest";
import { deriveTurns } from "./derive-turns";
import { exampleCall, exampleContinuation, exampleSpan } from "./example-conversation";
import { asking, exampleLlm as llm, outline, search, exampleTool as tool } from "./example-steps";
import type { ConversationSpan } from "./turn";

const outlines = (spans: ConversationSpan[]) => deriveTurns(spans).map(outline);

describe("traces without model calls", () => {
  test("are turns of their own, from the effective root", () => {
    const spans = [
      exampleSpan("late", [5, 6], { parentSpanId: "gone", input: "not me" }),
      exampleSpan("root", [1, 9], { parentSpanId: "gone", input: "hello", output: "hi" }),
      exampleSpan("child", [0, 2], { parentSpanId: "root", input: "not me either" }),
      llm("b", [10, 11], exampleCall("next", "yes"), { traceId: "t2" }),
    ];
    const turns = deriveTurns(spans);
    expect(turns.map(({ user, assistant }) => [user, assistant])).toEqual([
      ["hello", "hi"],
      ["next", "yes"],
    ]);
  });

  test("a tool by itself: shown as a tool, answered by its output", () => {
    const run = tool("a", [0, 1], { arguments: { q: 1 }, result: "found" });
    const spans = [{ ...run, input: '{"q":1}', output: "found" }];
    expect(deriveTurns(spans)[0]).toMatchObject({ user: '{"q":1}', assistant: "found" });
    expect(outlines(spans)).toEqual([['a {"q":1} → "found"']]);
  });

  test("an LLM span without messages makes no turn of its own kind", () => {
    const [turn, ...rest] = deriveTurns([
      exampleSpan("root", [0, 9], { input: "draw", output: "done" }),
      llm("a", [1, 2], null, { parentSpanId: "root", input: "{}", totalTokens: 5 }),
    ]);
    expect(rest).toEqual([]);
    expect(turn).toMatchObject({ user: "draw", assistant: "done", totalTokens: 5 });
  });

  test("parents in a circle: the earliest span", () => {
    const [turn] = deriveTurns([
      exampleSpan("b", [1, 2], { parentSpanId: "a", input: "second" }),
      exampleSpan("a", [0, 3], { parentSpanId: "b", input: "first" }),
      exampleSpan("self", [2, 3], { parentSpanId: "self" }),
    ]);
    expect(turn).toMatchObject({ user: "first", spanIds: ["a", "b", "self"] });
  });
});

describe("figures of a turn", () => {
  test("sum over LLM spans; partial when one reported nothing", () => {
    const counts = { promptTokens: 10, completionTokens: 2, totalTokens: 12, costNanoUsd: 300 };
    const spans = [
      exampleSpan("agent", [0, 9], { kind: "AGENT", ...counts, totalTokens: 24 }),
      llm("a", [1, 2], exampleCall("q", null), { parentSpanId: "agent", ...counts, model: "m1" }),
      llm("b", [3, 4], exampleCall("q", "yes"), { parentSpanId: "agent", model: "m2" }),
      exampleSpan("e", [5, 6], { kind: "EMBEDDING", totalTokens: 99, model: "e1" }),
    ];
    expect(deriveTurns(spans)[0]).toMatchObject({
      promptTokens: 10,
      completionTokens: 2,
      totalTokens: 12,
      tokensPartial: true,
      costUsd: 3e-7,
      costPartial: true,
      models: ["m1", "m2"],
    });
  });

  test("unknown is null, not 0", () => {
    expect(deriveTurns([llm("a", [1, 2], exampleCall("q", "yes"))])[0]).toMatchObject({
      promptTokens: null,
      totalTokens: null,
      tokensPartial: false,
      costUsd: null,
      costPartial: false,
    });
  });

  test("costs add up exactly", () => {
    const spans = Array.from({ length: 10 }, (_, place) =>
      llm(`s${place}`, [place, place], exampleCall("q", null), { costNanoUsd: 100_000_000 }),
    );
    expect(deriveTurns(spans)[0]?.costUsd).toBe(1);
  });

  test("latency from the first start to the last end; running spans have none", () => {
    const spans = [
      exampleSpan("root", [10, null]),
      llm("a", [4, 25], exampleCall("q", "yes"), { parentSpanId: "root" }),
    ];
    expect(deriveTurns(spans)[0]).toMatchObject({
      startedAt: "1970-01-01T00:00:00.004000Z",
      endedAt: "1970-01-01T00:00:00.025000Z",
      latencyMs: 21,
    });
    expect(deriveTurns([llm("a", [4, null], exampleCall("q", null))])[0]).toMatchObject({
      endedAt: null,
      latencyMs: null,
    });
  });
});

describe("every span is in exactly one turn", () => {
  test("with the latest call of its trace that started at or before it, else the first", () => {
    const spans = [
      exampleSpan("root", [0, 99]),
      llm("a", [10, 11], exampleCall("q1", "yes"), { parentSpanId: "root" }),
      exampleSpan("between", [20, 21], { parentSpanId: "root" }),
      llm("b", [30, 31], exampleCall("q2", "yes"), { parentSpanId: "root" }),
      exampleSpan("same time", [30, 32], { parentSpanId: "root" }),
      exampleSpan("after", [40, 41], { parentSpanId: "root" }),
    ];
    expect(deriveTurns(spans).map(({ spanIds }) => spanIds)).toEqual([
      ["root", "a", "between"],
      ["b", "same time", "after"],
    ]);
  });

  test("no spans, no turns", () => {
    expect(deriveTurns([])).toEqual([]);
  });
});

describe("size", { timeout: 30_000 }, () => {
  test("10,000 turns with tools, given backwards", () => {
    const spans = Array.from({ length: 10_000 }, (_, place) => {
      const traceId = `t${place}`;
      const at = place * 10;
      return [
        llm(
          `a${place}`,
          [at, at + 1],
          exampleCall(`q${place}`, null, { output: asking(search("0", "a")) }),
          { traceId },
        ),
        tool(`r${place}`, [at + 2, at + 3], { name: "search", result: place }, { traceId }),
        llm(`b${place}`, [at + 4, at + 5], exampleContinuation([], "done"), { traceId }),
      ];
    }).flat();
    const turns = deriveTurns(spans.toReversed());
    expect(turns).toHaveLength(10_000);
    expect(turns.every(({ toolCalls }, place) => toolCalls[0]?.result === place)).toBe(true);
  });

  test("a chain of 20,000 failing spans in one turn, and 20,000 runs of one tool", () => {
    const chain = Array.from({ length: 20_000 }, (_, place) =>
      exampleSpan(`s${place}`, [place, 50_000], {
        parentSpanId: place === 0 ? null : `s${place - 1}`,
        error: "boom",
      }),
    );
    const runs = Array.from({ length: 20_000 }, (_, place) =>
      tool(`r${place}`, [place, place], { name: "x" }),
    );
    const calls = runs.map((_, place) => ({ id: `${place}`, name: "x", arguments: { place } }));
    const [turn, ...rest] = deriveTurns([
      ...chain,
      ...runs,
      llm("a", [0, 1], exampleCall("q", null, { output: asking(...calls) })),
    ]);
    expect(rest).toEqual([]);
    expect(turn?.toolCalls).toHaveLength(20_000);
    expect(turn?.errors.map(({ spanId }) => spanId)).toEqual(["s19999"]);
  });
});
