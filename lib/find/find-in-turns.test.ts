import { describe, expect, it } from "vitest";
import type { Turn, TurnStep } from "@/lib/conversation/turn";
import { findInTurns, MAX_TURN_MATCHES } from "./find-in-turns";
import { findText, foldCase } from "./fold-case";

const WHERE = { traceId: "t", spanId: "s", at: "2026-11-14T10:00:00.000000Z" };

function turn(index: number, steps: TurnStep[]): Turn {
  return {
    index,
    steps,
    startedAt: WHERE.at,
    endedAt: null,
    latencyMs: null,
    user: null,
    assistant: null,
    earlierMessages: 0,
    toolCalls: [],
    errors: [],
    models: [],
    traceIds: [],
    spanIds: [],
    promptTokens: null,
    completionTokens: null,
    totalTokens: null,
    tokensPartial: false,
    costUsd: null,
    costPartial: false,
  };
}

function message(role: "user" | "assistant", text: string, reasoning?: string): TurnStep {
  return { type: "message", message: { role, text, reasoning }, model: null, ...WHERE };
}

function tool(args: unknown, result: unknown): TurnStep {
  const call = {
    id: null,
    name: "lookup_order",
    arguments: args,
    result,
    error: null,
    latencyMs: 1,
    traceId: "t",
    spanId: "s",
  };
  return { type: "tool", call, at: WHERE.at };
}

function find(turns: Turn[], query: string, rendered = true) {
  return Array.from(findInTurns(turns, query, rendered)).flat();
}

describe("findInTurns", () => {
  const turns = [
    turn(1, [
      message("user", "Where is my Order?"),
      tool({ order: "W1" }, "order W1 shipped"),
      message("assistant", "Your **or**der", "an order"),
    ]),
    turn(2, [{ type: "system", text: "orders only", ...WHERE }]),
  ];

  it("finds in every part, in the order of reading", () => {
    expect(find(turns, "order").map((match) => [match.at, match.place, match.occurrence])).toEqual([
      [0, "1:0:text", 0],
      [0, "1:1:name", 0],
      [0, "1:1:arguments", 0],
      [0, "1:1:result", 0],
      [0, "1:2:reasoning", 0],
      [0, "1:2:text", 0],
      [1, "2:0:system", 0],
    ]);
  });

  it("searches markdown as it is shown", () => {
    expect(find(turns, "**", true)).toHaveLength(0);
    expect(find(turns, "**", false)).toHaveLength(2);
    expect(find(turns, "your order", false)).toHaveLength(0);
  });

  it("stops at the cap", () => {
    expect(find([turn(1, [message("user", "a".repeat(20_000))])], "a")).toHaveLength(
      MAX_TURN_MATCHES,
    );
  });

  it("finds in 10,000 turns", () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      turn(at + 1, [message("user", `question ${at}`), message("assistant", "lorem ".repeat(200))]),
    );
    expect(find(many, "question 9999").map((match) => match.at)).toEqual([9_999]);
  });
});

describe("foldCase", () => {
  it("keeps the length", () => {
    for (const text of ["Straße", "İstanbul", "ΟΔΟΣ", "🙂A", "ﬁ"]) {
      expect(foldCase(text)).toHaveLength(text.length);
    }
  });

  it("finds without overlaps", () => {
    expect(findText("aAaA", "aa")).toEqual([0, 2]);
    expect(findText("abc", "")).toEqual([]);
  });
});
