import { describe, expect, test } from "vitest";
import { deriveTurns } from "./derive-turns";
import { readFixture } from "./example-conversation";
import type { ConversationSpan, Turn } from "./turn";

/** sessions: [traces, turns, prompt tokens, completion tokens, spans that tell of an error]. */
interface Capture {
  files: string[];
  spans: number;
  sessions: Record<string, [number, number, number, number, number]>;
}

const CAPTURES: Capture[] = [
  {
    files: ["openai-json-003.json", "openai-proto-001.pb", "openai-protogz-002.pb.gz"],
    spans: 16,
    sessions: {
      "sess-A-0001": [3, 3, 645, 120, 0],
      "sess-B-0002": [3, 2, 324, 62, 0],
      "sess-C-0003": [2, 2, 60, 9, 1],
    },
  },
  {
    files: ["openai-json-005.json", "openai-proto-004.pb"],
    spans: 1,
    sessions: { "sess-D-0004": [1, 1, 36, 9, 0] },
  },
  {
    files: ["ai7oi-json-002.json", "ai7oi-proto-001.pb"],
    spans: 19,
    sessions: { "ai7-sess-1": [4, 4, 510, 109, 3] },
  },
  {
    files: ["ai6oi-json-002.json", "ai6oi-proto-001.pb"],
    spans: 13,
    sessions: { "ai6-meta-sess": [4, 4, 510, 109, 2] },
  },
  {
    files: ["langfuse-json-001.json"],
    spans: 13,
    // The model call says so by its level, the agent around it by its status: two spans tell of one
    // error, and a session's count takes it once (db/recount).
    sessions: { "lf-sess-1": [4, 4, 953, 129, 2] },
  },
  {
    files: ["phoenixotel-001.pb"],
    spans: 1,
    sessions: { "sess-D-0004": [1, 1, 11, 9, 0] },
  },
];

describe.each(CAPTURES.flatMap(({ files, ...rest }) => files.map((file) => ({ file, ...rest }))))(
  "$file",
  ({ file, spans, sessions }) => {
    const read = readFixture(`otlp/${file}`);

    test("has its spans and sessions", () => {
      expect([...read.values()].flat()).toHaveLength(spans);
      expect([...read.keys()].sort()).toEqual(Object.keys(sessions).sort());
    });

    test.each(Object.entries(sessions))("%s: traces, turns, tokens, errors", (id, expected) => {
      const found = read.get(id) ?? [];
      expect(figures(found, deriveTurns(found))).toEqual(expected);
    });

    test("reads the same whatever the order of arrival", () => {
      for (const found of read.values()) {
        expect(deriveTurns(found.toReversed())).toEqual(deriveTurns(found));
      }
    });
  },
);

function figures(spans: ConversationSpan[], turns: Turn[]) {
  return [
    new Set(spans.map(({ traceId }) => traceId)).size,
    turns.length,
    total(turns.map(({ promptTokens }) => promptTokens)),
    total(turns.map(({ completionTokens }) => completionTokens)),
    spans.filter(({ error }) => error !== null).length,
  ];
}

function total(values: (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

const CARRIER_TEXT =
  "Your order W2611340 **shipped** yesterday and arrives Friday.\n\n- carrier: UPS\n- tracking: `1Z999`";

/** A turn as a reader sees it, in short. */
function outline(turn: Turn): string[] {
  return turn.steps.map((step) => {
    if (step.type === "system") return `system: ${step.text}`;
    if (step.type === "error") return `error: ${step.error.message}`;
    if (step.type === "message") return `${step.message.role}: ${step.message.text}`;
    const { name, arguments: given, result } = step.call;
    return `${name} ${JSON.stringify(given)} → ${JSON.stringify(result)}`;
  });
}

describe("the conversations that were captured", () => {
  const openai = readFixture("otlp/openai-json-003.json");
  const system = "system: You are a helpful retail support agent. Policy: verify before refund.";
  const lookup =
    'lookup_order {"order_id":"W2611340"} → {"order_id":"W2611340","status":"shipped","eta":"2026-11-20"}';

  test("sess-A-0001 with its tool calls", () => {
    const turns = deriveTurns(openai.get("sess-A-0001") ?? []);
    expect(turns.map(outline)).toEqual([
      [system, "user: Where is my order W2611340?", lookup, `assistant: ${CARRIER_TEXT}`],
      [
        "user: I want a refund for the lamp and the chair",
        "assistant: Let me check both items.",
        'check_refund {"order_id":"W2611340","item":"lamp"} → {"item":"lamp","refundable":true}',
        'check_refund {"order_id":"W2611340","item":"chair"} → {"item":"chair","refundable":false}',
        "assistant: The lamp is refundable; the chair is not (worn item).",
      ],
      ["user: thanks!", "assistant: You are welcome! Anything else? 🙂"],
    ]);
    expect(turns.map(({ user }) => user)).toEqual([
      "Where is my order W2611340?",
      "I want a refund for the lamp and the chair",
      "thanks!",
    ]);
    expect(turns[0]?.toolCalls).toMatchObject([{ id: "call_lookup_1", latencyMs: 0.215 }]);
    expect(turns[1]?.toolCalls).toMatchObject([
      { id: "call_elig_a", latencyMs: 0.239 },
      { id: "call_elig_b", latencyMs: 0.047 },
    ]);
  });

  test("a streamed answer has no tokens, which is unknown", () => {
    const turns = deriveTurns(openai.get("sess-A-0001") ?? []);
    expect(turns[2]).toMatchObject({ promptTokens: null, totalTokens: null, costUsd: null });
  });

  test("sess-B-0002: a tool's result goes on in another trace", () => {
    const turns = deriveTurns(openai.get("sess-B-0002") ?? []);
    expect(turns.map(outline)).toEqual([
      [system, "user: Where is my order W2611340?", lookup, `assistant: ${CARRIER_TEXT}`],
      ["user: thanks", "assistant: You are welcome! Anything else? 🙂"],
    ]);
    expect(turns[0]?.traceIds).toHaveLength(2);
  });

  test("sess-C-0003: a failed call without an LLM span; a picture", () => {
    const turns = deriveTurns(openai.get("sess-C-0003") ?? []);
    expect(turns.map(outline)).toEqual([
      ["user: crash please", "error: 429 Rate limit reached for gpt-4o"],
      ["user: What is in this image?", "assistant: You are welcome! Anything else? 🙂"],
    ]);
    expect(turns[0]?.assistant).toBeNull();
    expect(turns[1]?.steps[0]).toMatchObject({
      message: {
        attachments: [{ kind: "image", source: expect.stringMatching(/^data:image\/png/) }],
      },
    });
  });

  const retail = [
    [
      "system: You are a retail bot.",
      "user: where is my order W26?",
      "assistant: ",
      'lookup_order {"order_id":"W26"} → {"order_id":"W26","status":"shipped"}',
      'assistant: Done: [{"type":"tool-result","toolCallId":"call_1","toolName":"loo',
    ],
    [
      "user: refund lamp and chair",
      "assistant: Checking both.",
      'check_refund {"item":"lamp"} → {"item":"lamp","refundable":true}',
      'check_refund {"item":"chair"} → {"item":"chair","refundable":false}',
      'assistant: Done: [{"type":"tool-result","toolCallId":"call_2a","toolName":"ch',
    ],
    ["user: thanks", "assistant: You are welcome! "],
    ["user: crash", "error: model overloaded"],
  ];

  test.each([
    ["ai7oi-json-002.json", "ai7-sess-1"],
    ["ai6oi-json-002.json", "ai6-meta-sess"],
  ])("%s: arguments encoded twice, text only in output.value, one error of three", (file, id) => {
    const turns = deriveTurns(readFixture(`otlp/${file}`).get(id) ?? []);
    expect(turns.map(outline)).toEqual(retail);
    expect(turns[0]?.steps[2]).toMatchObject({
      message: { reasoning: "User wants status; call lookup." },
    });
    expect(turns[3]?.errors).toHaveLength(1);
  });

  test("phoenixotel-001.pb: masked content stays the literal", () => {
    const turns = deriveTurns(readFixture("otlp/phoenixotel-001.pb").get("sess-D-0004") ?? []);
    expect(turns.map(outline)).toEqual([["user: __REDACTED__", "assistant: __REDACTED__"]]);
  });
});

describe("adversarial captures", () => {
  const FILES = [
    "01-batch1-children-first.json",
    "03-session-only-on-root.json",
    "04-session-only-on-one-llm-child.json",
    "05-orphan-root-parent-never-exported.json",
    "07-clock-skew-child-before-parent.json",
  ];

  test.each(FILES)("%s: the one turn reads as ever", (file) => {
    const sessions = readFixture(`otlp-adversarial/${file}`);
    expect([...sessions.keys()]).toEqual(["sess-A-0001"]);
    const turns = deriveTurns(sessions.get("sess-A-0001") ?? []);
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({
      user: "Where is my order W2611340?",
      assistant: CARRIER_TEXT,
      promptTokens: 159,
      toolCalls: [{ name: "lookup_order" }],
    });
  });

  test("06: the root's session of two", () => {
    expect([
      ...readFixture("otlp-adversarial/06-two-session-ids-in-one-trace.json").keys(),
    ]).toEqual(["sess-OTHER"]);
  });

  test("08: an end before its start and none at all", () => {
    const spans = readFixture("otlp-adversarial/08-end-before-start-and-zero-end.json");
    const [turn] = deriveTurns(spans.get("sess-A-0001") ?? []);
    expect(turn).toMatchObject({ user: "Where is my order W2611340?", latencyMs: 0 });
  });

  test("10: a session id that is a number; a blank one", () => {
    const spans = readFixture("otlp-adversarial/10-session-id-odd-types.json");
    expect([...spans.keys()]).toEqual(["12345"]);
  });
});
