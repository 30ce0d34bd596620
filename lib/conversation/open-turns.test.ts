import { describe, expect, test } from "vitest";
import { exampleCall, exampleContinuation, exampleSpan } from "./example-conversation";
import { openTurns } from "./open-turns";
import { timedSpan } from "./timed-span";
import type { ConversationSpan } from "./turn";
import { compareCalls, type TurnCall, toTurnCall } from "./turn-call";

interface Case {
  name: string;
  /** [trace, question key or null for a continuation, answer, history]. */
  calls: [trace: string, key: string | null, answer: string | null, history?: "history"][];
  /** Places of the calls that open a turn. */
  opens: number[];
}

const CASES: Case[] = [
  { name: "one question, one turn", calls: [["a", "q", "yes"]], opens: [0] },
  {
    name: "another question opens another turn",
    calls: [
      ["a", "q1", "yes"],
      ["b", "q2", "no"],
    ],
    opens: [0, 1],
  },
  {
    name: "a retry after a failure goes on",
    calls: [
      ["a", "q", null],
      ["b", "q", "yes"],
    ],
    opens: [0],
  },
  {
    name: "a retry of a retry goes on",
    calls: [
      ["a", "q", null],
      ["b", "q", null],
      ["c", "q", "yes"],
    ],
    opens: [0],
  },
  {
    name: "a second agent in the same trace goes on",
    calls: [
      ["a", "q", "draft"],
      ["a", "q", "final"],
    ],
    opens: [0],
  },
  {
    name: "the same words again, stateless, are a new question",
    calls: [
      ["a", "ok", "fine"],
      ["b", "ok", "fine"],
    ],
    opens: [0, 1],
  },
  {
    name: "the same words a second time within a history have another key",
    calls: [
      ["a", "ok #1", "fine"],
      ["b", "ok #2", "fine", "history"],
    ],
    opens: [0, 1],
  },
  {
    name: "the same asking with history in another trace goes on",
    calls: [
      ["a", "ok #1", "fine"],
      ["b", "ok #2", "let me see", "history"],
      ["c", "ok #2", "done", "history"],
    ],
    opens: [0, 1],
  },
  {
    name: "a tool's result goes on across traces",
    calls: [
      ["a", "q", null],
      ["b", null, "done"],
    ],
    opens: [0],
  },
  {
    name: "an answer by a continuation ends a stateless question",
    calls: [
      ["a", "q", null],
      ["a", null, "done"],
      ["b", "q", "again"],
    ],
    opens: [0, 2],
  },
  {
    name: "a continuation without a turn opens one",
    calls: [
      ["a", null, "done"],
      ["b", "q", "yes"],
    ],
    opens: [0, 1],
  },
  {
    name: "a question asked before the latest one still goes on in its trace",
    calls: [
      ["a", "q1", "yes"],
      ["b", "q2", "no"],
      ["a", "q1", "more"],
    ],
    opens: [0, 1],
  },
  {
    name: "an answer to another question in between makes a stateless repeat new",
    calls: [
      ["a", "q1", null],
      ["b", "q2", "yes"],
      ["c", "q1", "no"],
    ],
    opens: [0, 1, 2],
  },
  {
    name: "a blank answer is none",
    calls: [
      ["a", "q", " \n"],
      ["b", "q", "yes"],
    ],
    opens: [0],
  },
];

test.each(CASES)("$name", ({ calls, opens }) => {
  const spans = calls.map(([traceId, key, answer, history], place) =>
    exampleSpan(String(place), [place * 10, place * 10 + 5], {
      traceId,
      kind: "LLM",
      call:
        key === null
          ? exampleContinuation([{ role: "tool", text: "{}", toolCallId: "c" }], answer)
          : exampleCall(key, answer, { questionKey: key, hasHistory: history !== undefined }),
    }),
  );
  const turns = openTurns(spans.map(timedSpan).flatMap(toTurnCall));
  expect(turns.map((turn) => Number(turn.calls[0]?.spanId))).toEqual(opens);
  expect(turns.flatMap((turn) => turn.calls)).toHaveLength(calls.length);
});

describe("the order of calls", () => {
  const at = (spanId: string, times: [number, number | null], rest?: Partial<ConversationSpan>) =>
    toTurnCall(
      timedSpan(exampleSpan(spanId, times, { kind: "LLM", call: exampleCall("q", "a"), ...rest })),
    );

  test("start, end with running ones last, history, arrival", () => {
    const history = (messageCount: number) => ({ call: exampleCall("q", "a", { messageCount }) });
    const ordered = [
      at("earlier", [1, 9]),
      at("shorter", [2, 3]),
      at("less history", [2, 4], { ...history(1), arrival: 9 }),
      at("more history", [2, 4], { ...history(3), arrival: 1 }),
      at("arrived later", [2, 4], { ...history(3), arrival: 2 }),
      at("running", [2, null]),
    ].flat();
    const sorted = ordered.toReversed().sort(compareCalls);
    expect(sorted.map(({ spanId }) => spanId)).toEqual(ordered.map(({ spanId }) => spanId));
  });

  test("counts microseconds", () => {
    const [early, late] = ["a", "b"].flatMap((spanId, at) =>
      toTurnCall(
        timedSpan({
          ...exampleSpan(spanId, [1, 2], { kind: "LLM", call: exampleCall("q", "a") }),
          startedAt: `2026-11-21T00:00:00.12345${at}Z`,
        }),
      ),
    );
    expect(early && late && compareCalls(early, late)).toBeLessThan(0);
  });
});

describe("the rule to the letter", () => {
  /** Every previous candidate and every call between, looked at one by one. */
  function countOpenings(calls: TurnCall[]): number {
    let opened = 0;
    for (const [place, call] of calls.entries()) {
      const repeats = calls.slice(0, place).some((earlier, earlierPlace) => {
        if (!earlier.isCandidate || earlier.questionKey !== call.questionKey) return false;
        const isAnswered = calls.slice(earlierPlace, place).some(({ hasAnswer }) => hasAnswer);
        return earlier.traceId === call.traceId || call.hasHistory || !isAnswered;
      });
      if (call.isCandidate ? !repeats : opened === 0) opened++;
    }
    return opened;
  }

  test.each(Array.from({ length: 200 }, (_, seed) => seed))("random calls, seed %i", (seed) => {
    const random = randomFrom(seed);
    const calls = Array.from({ length: 30 }, (_, place) => place).flatMap((place) => {
      const answer = random(3) === 0 ? "yes" : null;
      const questionKey = `q${random(4)}`;
      const call =
        random(4) === 0
          ? exampleContinuation([], answer)
          : exampleCall("q", answer, { questionKey, hasHistory: random(6) === 0 });
      const traceId = `t${random(8)}`;
      return toTurnCall(
        timedSpan(exampleSpan(`${place}`, [place, place + 1], { traceId, kind: "LLM", call })),
      );
    });
    expect(openTurns(calls)).toHaveLength(countOpenings(calls));
  });

  function randomFrom(seed: number): (below: number) => number {
    let state = seed + 1;
    return (below) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
  }
});
