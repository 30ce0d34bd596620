import { describe, expect, test } from "vitest";
import type { Message, MessageToolCall, ToolRun } from "@/lib/openinference/span-facts";
import { deriveTurns } from "./derive-turns";
import { exampleCall, exampleContinuation, exampleSpan } from "./example-conversation";
import type { ConversationSpan, Turn } from "./turn";

type Times = [number, number | null];

function llm(
  spanId: string,
  times: Times,
  call: ConversationSpan["call"],
  rest: Partial<ConversationSpan> = {},
) {
  return exampleSpan(spanId, times, { kind: "LLM", call, ...rest });
}

function tool(
  spanId: string,
  times: Times,
  run: Partial<ToolRun>,
  rest?: Partial<ConversationSpan>,
) {
  const blank: ToolRun = { name: null, callId: null, arguments: null, result: null };
  return exampleSpan(spanId, times, { kind: "TOOL", tool: { ...blank, ...run }, ...rest });
}

/** The answer of a model that asks for tools. */
function asking(...toolCalls: MessageToolCall[]): Message[] {
  return [{ role: "assistant", text: "", toolCalls }];
}

const search = (id: string | null, q: string): MessageToolCall => ({
  id,
  name: "search",
  arguments: { q },
});

function outline({ steps }: Turn): string[] {
  return steps.map((step) => {
    if (step.type === "system") return `system: ${step.text}`;
    if (step.type === "error") return `error: ${step.error.message} (${step.error.spanName})`;
    if (step.type === "message") return `${step.message.role}: ${step.message.text}`;
    const { name, arguments: given, result, error } = step.call;
    return `${name} ${JSON.stringify(given)} → ${JSON.stringify(result)}${error ? ` ! ${error}` : ""}`;
  });
}

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

describe("size", () => {
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
