import { describe, expect, test } from "vitest";
import type { Message, ToolRun } from "@/lib/openinference/span-facts";
import { deriveTurns } from "./derive-turns";
import { exampleCall, exampleContinuation } from "./example-conversation";
import { asking, exampleLlm as llm, outline, search, exampleTool as tool } from "./example-steps";
import type { ConversationSpan } from "./turn";

const outlines = (spans: ConversationSpan[]) => deriveTurns(spans).map(outline);

describe("tool calls", () => {
  const answered = (id: string, text: string): Message => ({ role: "tool", text, toolCallId: id });

  test("a result in the next trace, as JSON or as text", () => {
    const spans = [
      llm(
        "a",
        [0, 1],
        exampleCall("q", null, { output: asking(search("1", "a"), search("2", "b")) }),
      ),
      llm(
        "b",
        [2, 3],
        exampleContinuation([answered("2", "none"), answered("1", '{"n":1}')], "done"),
        {
          traceId: "t2",
        },
      ),
    ];
    expect(outlines(spans)).toEqual([
      ["user: q", 'search {"q":"a"} → {"n":1}', 'search {"q":"b"} → "none"', "assistant: done"],
    ]);
  });

  test("what the tool did goes before what the model was told", () => {
    const spans = [
      llm("a", [0, 1], exampleCall("q", null, { output: asking(search("1", "a")) })),
      tool("run", [2, 5], { callId: "1", result: { rows: 3 } }, { error: "timeout" }),
      llm("b", [6, 7], exampleContinuation([answered("1", "failed")], "sorry")),
    ];
    const [turn] = deriveTurns(spans);
    expect(turn?.toolCalls).toEqual([
      {
        ...search("1", "a"),
        result: { rows: 3 },
        error: "timeout",
        latencyMs: 3,
        traceId: "t1",
        spanId: "a",
      },
    ]);
    expect(turn?.errors.map(({ message }) => message)).toEqual(["timeout"]);
    expect(turn?.steps.filter(({ type }) => type === "error")).toEqual([]);
  });

  test.each<[string, Partial<ToolRun>[], unknown[]]>([
    [
      "by id, in any order",
      [
        { callId: "2", result: "two" },
        { callId: "1", result: "one" },
      ],
      ["one", "two"],
    ],
    [
      "by name and arguments",
      [
        { name: "search", arguments: { q: "b" }, result: "two" },
        { name: "search", arguments: { q: "a" }, result: "one" },
      ],
      ["one", "two"],
    ],
    [
      "by name and order",
      [
        { name: "search", result: "one" },
        { name: "search", result: "two" },
      ],
      ["one", "two"],
    ],
    [
      "by the parameters of a wrapped function",
      [
        { name: "run_tool", arguments: ["search", { q: "b" }], result: "two" },
        { name: "run_tool", arguments: ["search", { q: "a" }], result: "one" },
      ],
      ["one", "two"],
    ],
    [
      "never by another id",
      [{ name: "search", callId: "9", arguments: { q: "a" }, result: "x" }],
      [null, null, "x"],
    ],
    [
      "one that nobody asked for stands by itself",
      [{ name: "audit", result: "x" }],
      [null, null, "x"],
    ],
    [
      "the same run reported twice counts once",
      [
        { callId: "1", result: "one" },
        { callId: "1", result: "one" },
      ],
      ["one", null],
    ],
  ])("finds its run %s", (_, runs, results) => {
    const [turn] = deriveTurns([
      llm(
        "a",
        [0, 1],
        exampleCall("q", null, { output: asking(search("1", "a"), search("2", "b")) }),
      ),
      ...runs.map((run, place) => tool(`run${place}`, [2 + place, 3 + place], run)),
    ]);
    expect(turn?.toolCalls.map(({ result }) => result)).toEqual(results);
  });

  test("an id that is used again gets its own result", () => {
    const ask = (place: number, results: Message[]) =>
      llm(
        `s${place}`,
        [place, place],
        place === 0
          ? exampleCall("q", null, { output: asking(search("0", "a")) })
          : { ...exampleContinuation(results, null), output: asking(search("0", "a")) },
      );
    const [turn] = deriveTurns([
      ask(0, []),
      ask(1, [answered("0", "first")]),
      ask(2, [answered("0", "second")]),
    ]);
    expect(turn?.toolCalls.map(({ result }) => result)).toEqual(["first", "second", null]);
  });

  test("a model call inside another one asks once", () => {
    const output = asking(search("1", "a"));
    const [turn] = deriveTurns([
      llm("outer", [0, 9], exampleCall("q", null, { output })),
      llm("inner", [1, 8], exampleCall("q", null, { output }), { parentSpanId: "outer" }),
    ]);
    expect(turn?.toolCalls).toHaveLength(1);
  });

  test("a result without an id goes to the open call of its name", () => {
    const [turn] = deriveTurns([
      llm(
        "a",
        [0, 1],
        exampleCall("q", null, { output: asking(search(null, "a"), search(null, "b")) }),
      ),
      llm(
        "b",
        [2, 3],
        exampleContinuation(
          [
            { role: "tool", text: "one", name: "search" },
            { role: "tool", text: "two", name: "search" },
          ],
          "done",
        ),
      ),
    ]);
    expect(turn?.toolCalls.map(({ result }) => result)).toEqual(["one", "two"]);
  });

  test("a result that nobody asked for is shown as a message", () => {
    const spans = [llm("a", [0, 1], exampleContinuation([answered("1", "found")], "done"))];
    expect(deriveTurns(spans)[0]).toMatchObject({ user: null, assistant: "done" });
    expect(outlines(spans)).toEqual([["tool: found", "assistant: done"]]);
  });
});
