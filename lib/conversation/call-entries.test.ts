import { describe, expect, test } from "vitest";
import type { Message } from "@/lib/openinference/span-facts";
import { deriveTurns } from "./derive-turns";
import { exampleCall, exampleContinuation, exampleSpan } from "./example-conversation";
import { exampleLlm as llm, outline, search, exampleTool as tool } from "./example-steps";
import type { ConversationSpan } from "./turn";

const outlines = (spans: ConversationSpan[]) => deriveTurns(spans).map(outline);

describe("what is shown, and once", () => {
  test("two agents in one trace repeat the question and the answer", () => {
    const spans = [
      exampleSpan("router", [0, 20], { kind: "AGENT" }),
      exampleSpan("worker", [2, 9], { kind: "AGENT", parentSpanId: "router" }),
      llm("a", [3, 4], exampleCall("q", "It is blue."), { parentSpanId: "worker" }),
      tool("look", [5, 6], { name: "look" }, { parentSpanId: "worker" }),
      llm("b", [7, 8], exampleCall("q", "It is blue."), { parentSpanId: "router" }),
    ];
    expect(outlines(spans)).toEqual([["user: q", "assistant: It is blue.", "look null → null"]]);
  });

  test("one agent may say the same twice", () => {
    const spans = [
      llm(
        "a",
        [0, 1],
        exampleCall("q", null, {
          output: [{ role: "assistant", text: "One moment.", toolCalls: [search("1", "a")] }],
        }),
      ),
      llm(
        "b",
        [2, 3],
        exampleContinuation([{ role: "tool", text: "{}", toolCallId: "1" }], "One moment."),
      ),
    ];
    expect(outlines(spans)).toEqual([
      ["user: q", "assistant: One moment.", 'search {"q":"a"} → {}', "assistant: One moment."],
    ]);
  });

  test("a question without an answer is not shown again with the next", () => {
    const spans = [
      llm("a", [0, 1], exampleCall("first", null)),
      llm(
        "b",
        [2, 3],
        exampleCall("second", "yes", {
          messageCount: 2,
          tail: [
            { role: "user", text: "first" },
            { role: "user", text: "second" },
          ],
        }),
        { traceId: "t2" },
      ),
    ];
    expect(outlines(spans)).toEqual([["user: first"], ["user: second", "assistant: yes"]]);
  });

  test("a history of questions alone is not shown again", () => {
    const asked = ["one", "two", "three"].map((text) => ({ role: "user" as const, text }));
    const spans = asked.map((_, place) =>
      llm(
        `s${place}`,
        [place * 2, place * 2 + 1],
        exampleCall("", `answer ${place}`, {
          questionKey: `k${place}`,
          tail: asked.slice(0, place + 1),
        }),
        { traceId: `t${place}` },
      ),
    );
    expect(outlines(spans)).toEqual([
      ["user: one", "assistant: answer 0"],
      ["user: two", "assistant: answer 1"],
      ["user: three", "assistant: answer 2"],
    ]);
  });

  test("several new user messages are all shown; the last is the question", () => {
    const tail: Message[] = [
      { role: "user", text: "context" },
      { role: "user", text: "question" },
    ];
    const [turn] = deriveTurns([llm("a", [0, 1], exampleCall("question", "yes", { tail }))]);
    expect(turn?.user).toBe("question");
    expect(turn && outline(turn)).toEqual(["user: context", "user: question", "assistant: yes"]);
  });

  test("the system prompt once, and again only when it changed", () => {
    const ask = (place: number, system: string) =>
      llm(`s${place}`, [place * 2, place * 2 + 1], exampleCall(`q${place}`, "yes", { system }), {
        traceId: `t${place}`,
      });
    const shown = outlines([ask(0, "A"), ask(1, "A"), ask(2, "B"), ask(3, "A")]);
    expect(shown.map(([first]) => first)).toEqual([
      "system: A",
      "user: q1",
      "system: B",
      "system: A",
    ]);
  });

  test("the prompt of a helper agent does not come back with every turn", () => {
    const turn = (place: number) => [
      llm(
        `lead${place}`,
        [place * 9, place * 9 + 1],
        exampleCall(`q${place}`, null, { system: "lead" }),
        {
          traceId: `t${place}`,
        },
      ),
      llm(
        `help${place}`,
        [place * 9 + 2, place * 9 + 3],
        exampleCall(`q${place}`, "yes", { system: "help" }),
        {
          traceId: `t${place}`,
        },
      ),
    ];
    expect(outlines([...turn(0), ...turn(1)])).toEqual([
      ["system: lead", "user: q0", "system: help", "assistant: yes"],
      ["user: q1", "assistant: yes"],
    ]);
  });

  test("messages that came before the session are counted, not shown", () => {
    const call = exampleCall("go on", "yes", { messageCount: 7, hasHistory: true });
    const [first, second] = deriveTurns([
      llm("a", [0, 1], call),
      llm("b", [2, 3], exampleCall("more", "yes", { messageCount: 9, hasHistory: true })),
    ]);
    expect(first?.earlierMessages).toBe(6);
    expect(second?.earlierMessages).toBe(0);
  });

  test("the question comes before what was done ahead of the model call", () => {
    const spans = [
      exampleSpan("root", [0, 9]),
      tool("find", [1, 2], { name: "find" }, { parentSpanId: "root" }),
      llm("a", [3, 4], exampleCall("q", "yes"), { parentSpanId: "root" }),
    ];
    expect(outlines(spans)).toEqual([["user: q", "find null → null", "assistant: yes"]]);
  });
});
