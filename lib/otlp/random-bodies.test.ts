import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { MalformedBody, TooManyParts } from "./body-errors";
import { decodeTraces, type Encoding } from "./decode-traces";

const folder = fileURLToPath(new URL("../../e2e/fixtures/otlp/", import.meta.url));

/** Every error but the two that decoding promises fails the test. */
function decodeAny(body: Uint8Array, encoding: Encoding) {
  try {
    return decodeTraces(body, encoding).spans;
  } catch (error) {
    if (error instanceof MalformedBody || error instanceof TooManyParts) return null;
    throw error;
  }
}

test.each([
  ["protobuf", "openai-proto-004.pb"],
  ["json", "openai-json-005.json"],
] as const)("%s with a few bytes changed is read, or malformed", (encoding, name) => {
  const random = seeded(20261121);
  const body = readFileSync(folder + name);
  const outcomes = { read: 0, malformed: 0 };
  for (let round = 0; round < 3000; round += 1) {
    const bytes = Buffer.from(body);
    for (let changes = 1 + random(4); changes > 0; changes -= 1) {
      bytes[random(bytes.byteLength)] = random(256);
    }
    const spans = decodeAny(bytes, encoding);
    outcomes[spans ? "read" : "malformed"] += 1;
    for (const { traceId, attributes } of spans ?? []) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      for (const key of attributes.keys()) expect(key.isWellFormed()).toBe(true);
    }
  }
  expect(outcomes.read).toBeGreaterThan(100);
  expect(outcomes.malformed).toBeGreaterThan(100);
});

test("bytes at random hold no spans", () => {
  const random = seeded(7);
  for (let round = 0; round < 3000; round += 1) {
    const bytes = Buffer.from(Array.from({ length: 1 + random(200) }, () => random(256)));
    expect(decodeAny(bytes, "protobuf") ?? []).toEqual([]);
    expect(decodeAny(bytes, "json") ?? []).toEqual([]);
  }
});

/** Whole numbers below a limit, the same on every run (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
