import { describe, expect, test } from "vitest";
import { deriveTurns } from "./derive-turns";
import { exampleCall, exampleSpan } from "./example-conversation";
import { exampleLlm as llm, outline } from "./example-steps";
import type { ConversationSpan } from "./turn";

const outlines = (spans: ConversationSpan[]) => deriveTurns(spans).map(outline);

describe("errors", () => {
  test("stand where they happened, not on every wrapper", () => {
    const spans = [
      exampleSpan("root", [0, 9], { error: "" }),
      exampleSpan("agent", [1, 8], { error: "429 slow down", parentSpanId: "root" }),
      llm("a", [2, 3], exampleCall("q", null), {
        error: "Error: 429 slow down",
        parentSpanId: "agent",
      }),
      llm("b", [4, 5], exampleCall("q", null), {
        error: "Error: 429 slow down",
        parentSpanId: "agent",
      }),
      exampleSpan("store", [6, 7], { error: "disk full", parentSpanId: "root" }),
    ];
    expect(outlines(spans)).toEqual([
      [
        "user: q",
        "error: Error: 429 slow down (a)",
        "error: Error: 429 slow down (b)",
        "error: disk full (store)",
      ],
    ]);
  });

  test("a wrapper's other error is its own", () => {
    const spans = [
      exampleSpan("root", [0, 9], { error: "gave up", input: "q" }),
      exampleSpan("step", [1, 2], { error: "no route", parentSpanId: "root" }),
    ];
    expect(outlines(spans)).toEqual([
      ["user: q", "error: no route (step)", "error: gave up (root)"],
    ]);
  });
});
