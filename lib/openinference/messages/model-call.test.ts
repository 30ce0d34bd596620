import { describe, expect, test } from "vitest";
import { flat, readCall } from "./example-messages";

describe("what is new in a call", () => {
  const talk = (...messages: [role: string, text: string][]) =>
    readCall(
      Object.assign(
        {},
        ...messages.map(([role, content], index) => flat("input", index, { role, content })),
      ),
    );

  test("the tail starts after the last assistant message, system messages apart", () => {
    const call = talk(
      ["system", "a"],
      ["user", "q1"],
      ["assistant", "a1"],
      ["user", "more"],
      ["developer", "b"],
      ["user", "q2"],
    );
    expect(call).toMatchObject({
      messageCount: 4,
      lastRole: "user",
      hasHistory: true,
      system: "a\n\nb",
      tail: [
        { role: "user", text: "more" },
        { role: "user", text: "q2" },
      ],
    });
  });

  test("nothing is new after an assistant message at the end", () => {
    expect(talk(["user", "q"], ["assistant", "prefill"])).toMatchObject({
      lastRole: "assistant",
      questionKey: null,
      hasHistory: false,
      tail: [],
    });
  });

  test("a question's key says how often it was asked", () => {
    const first = talk(["user", "ok"]);
    const again = talk(["user", "ok"], ["assistant", "fine"], ["user", "ok"]);
    const other = talk(["user", "no"]);
    const elsewhere = talk(["system", "x"], ["user", "hello"], ["assistant", "hi"], ["user", "ok"]);
    expect(first?.questionKey).toBe(elsewhere?.questionKey);
    expect(new Set([first, again, other].map((call) => call?.questionKey)).size).toBe(3);
  });

  test("a call without any message is none", () => {
    expect(readCall({ "llm.model_name": "gpt" })).toBeNull();
    expect(readCall({ "input.value": '{"image":"x.png"}' })).toBeNull();
    expect(readCall({ "gen_ai.input.messages": "[]", "output.value": "" })).toBeNull();
  });
});
