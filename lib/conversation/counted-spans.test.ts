import { expect, test } from "vitest";
import { countedSpans } from "./counted-spans";
import { exampleSpan } from "./example-conversation";
import { timedSpan } from "./timed-span";
import type { ConversationSpan } from "./turn";

type Given = [
  spanId: string,
  kind: ConversationSpan["kind"],
  times: [number, number | null],
  totalTokens: number | null,
  parentSpanId?: string,
  error?: string,
];

interface Case {
  name: string;
  spans: Given[];
  counted: string[];
  missing: string[];
}

const CASES: Case[] = [
  {
    name: "LLM spans, not the wrappers that repeat them",
    spans: [
      ["agent", "AGENT", [0, 9], 30],
      ["a", "LLM", [1, 2], 10, "agent"],
      ["b", "LLM", [3, 4], 20, "agent"],
    ],
    counted: ["a", "b"],
    missing: [],
  },
  {
    name: "an LLM span that reports nothing is missing",
    spans: [
      ["a", "LLM", [1, 2], 10],
      ["b", "LLM", [3, 4], null],
    ],
    counted: ["a"],
    missing: ["b"],
  },
  {
    name: "one that failed is not",
    spans: [
      ["a", "LLM", [1, 2], 10],
      ["b", "LLM", [3, 4], null, undefined, "429"],
    ],
    counted: ["a"],
    missing: [],
  },
  {
    name: "without any, the topmost wrapper stands in",
    spans: [
      ["root", "CHAIN", [0, 9], null],
      ["agent", "AGENT", [1, 8], 30, "root"],
      ["inner", "AGENT", [2, 7], 30, "agent"],
      ["a", "LLM", [3, 4], null, "inner"],
    ],
    counted: ["agent"],
    missing: [],
  },
  {
    name: "of several topmost the earliest, then the longest, then by id",
    spans: [
      ["c", "AGENT", [1, 3], 1],
      ["b", "AGENT", [1, 5], 2],
      ["a", "AGENT", [1, 5], 3],
      ["late", "AGENT", [2, 9], 4],
    ],
    counted: ["a"],
    missing: [],
  },
  {
    name: "a wrapper that still runs is the longest",
    spans: [
      ["a", "AGENT", [1, 5], 3],
      ["b", "AGENT", [1, null], 2],
    ],
    counted: ["b"],
    missing: [],
  },
  {
    name: "embeddings never stand in",
    spans: [["a", "EMBEDDING", [1, 5], 3]],
    counted: [],
    missing: [],
  },
  {
    name: "a parent that is not stored does not hide a wrapper",
    spans: [["a", "AGENT", [1, 5], 3, "gone"]],
    counted: ["a"],
    missing: [],
  },
  {
    name: "a circle of wrappers counts for nothing",
    spans: [
      ["a", "AGENT", [1, 5], 3, "b"],
      ["b", "AGENT", [1, 5], 3, "a"],
    ],
    counted: [],
    missing: [],
  },
];

test.each(CASES)("$name", ({ spans, counted, missing }) => {
  const trace = spans.map(([spanId, kind, times, totalTokens, parent, error]) =>
    timedSpan(
      exampleSpan(spanId, times, {
        kind,
        totalTokens,
        parentSpanId: parent ?? null,
        error: error ?? null,
      }),
    ),
  );
  const found = countedSpans(trace, (span) => span.totalTokens !== null);
  expect(found.counted.map(({ span }) => span.spanId)).toEqual(counted);
  expect(found.missing.map(({ span }) => span.spanId)).toEqual(missing);
});
