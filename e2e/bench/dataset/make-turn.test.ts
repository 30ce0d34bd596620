import { expect, test } from "vitest";
import { seededRandom } from "@/db/testing/random-spans";
import { encodeTraces } from "@/lib/otlp/encode-traces";
import type { Span } from "@/lib/otlp/span";
import { makeTurn, startConversation } from "./make-turn";

const kilobyte = 1_024;

function makeTurns(seed: number, turns: number): Span[][] {
  const random = seededRandom(seed);
  const who = { sessionId: "session", userId: "user", atMs: 1_795_000_000_000, scale: 1, skew: 1 };
  const conversation = startConversation(random, who);
  return Array.from({ length: turns }, () => makeTurn(random, conversation));
}

test("the same seed makes the same bytes, another seed others", () => {
  const bytes = (seed: number) => Buffer.from(encodeTraces(makeTurns(seed, 20).flat(), "protobuf"));
  expect(bytes(1).equals(bytes(1))).toBe(true);
  expect(bytes(1).equals(bytes(2))).toBe(false);
});

test("a trace has 3 to 13 spans of some kilobytes, with ids of their own", () => {
  const turns = makeTurns(3, 200);
  const counts = turns.map((spans) => spans.length);
  expect(Math.min(...counts)).toBe(3);
  expect(Math.max(...counts)).toBeGreaterThan(10);
  expect(Math.max(...counts)).toBeLessThanOrEqual(13);
  const spans = turns.flat();
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  const mean = encodeTraces(spans, "protobuf").byteLength / spans.length / kilobyte;
  expect(mean).toBeGreaterThan(2);
  expect(mean).toBeLessThan(6);
});

test("a model call brings along what was said before", () => {
  const [first = [], second = []] = makeTurns(4, 2);
  const lastCall = (spans: Span[]) =>
    spans.findLast(({ attributes }) => attributes.get("openinference.span.kind") === "LLM");
  const answer = lastCall(first)?.attributes.get("llm.output_messages.0.message.content");
  expect(answer).toMatch(/\w+/);
  expect([...(lastCall(second)?.attributes.values() ?? [])]).toContain(answer);
});
