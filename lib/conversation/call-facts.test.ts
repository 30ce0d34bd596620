import { describe, expect, test } from "vitest";
import type { ModelCall } from "@/lib/openinference/span-facts";
import { callFacts } from "./call-facts";

const call: ModelCall = {
  messageCount: 1,
  lastRole: "user",
  questionKey: "k",
  hasHistory: false,
  system: null,
  tail: [{ role: "user", text: "hello" }],
  output: [{ role: "assistant", text: "hi" }],
};

describe("callFacts", () => {
  test("a question with an answer is a candidate that has an answer", () => {
    expect(callFacts({ kind: "LLM", call })).toEqual({
      isCall: true,
      isCandidate: true,
      questionKey: "k",
      hasHistory: false,
      hasAnswer: true,
      messageCount: 1,
    });
  });

  test("only LLM spans are calls", () => {
    expect(callFacts({ kind: "AGENT", call }).isCall).toBe(false);
    expect(callFacts({ kind: "LLM", call: null }).isCall).toBe(false);
  });

  test("a call needs an input or an output message", () => {
    const empty = { ...call, messageCount: 0, lastRole: null, questionKey: null, output: [] };
    expect(callFacts({ kind: "LLM", call: empty }).isCall).toBe(false);
    expect(callFacts({ kind: "LLM", call: { ...empty, output: call.output } }).isCall).toBe(true);
  });

  test("tool calls and blank text are no answer", () => {
    const output = [{ role: "assistant" as const, text: " \n", toolCalls: [] }];
    expect(callFacts({ kind: "LLM", call: { ...call, output } }).hasAnswer).toBe(false);
  });

  test("a tool result continues", () => {
    expect(callFacts({ kind: "LLM", call: { ...call, lastRole: "tool" } }).isCandidate).toBe(false);
  });
});
