import { gzipSync } from "node:zlib";
import { randomSpans, seededRandom, shuffled } from "@/db/testing/random-spans";
import { verifyDatabase } from "@/db/verify";
import { encodeTraces } from "@/lib/otlp/encode-traces";
import type { Bench, Reading } from "../bench";
import { sendAll } from "./send-spans";

const writers = 4;
const untidySessions = 400;
const copies = 3;
const spansARequest = 97;

/** Untidy spans (late roots and session ids, unfinished copies), each sent three times and shuffled
 * by four writers at once; then every stored figure is counted anew. */
export async function verify(bench: Bench): Promise<Reading[]> {
  const seed = Date.now() % 100_000;
  const random = seededRandom(seed);
  const spans = randomSpans(seed, untidySessions);
  const all = Array.from({ length: copies }, () => shuffled(spans, random)).flat();
  const bodies = [];
  for (let at = 0; at < all.length; at += spansARequest) {
    const some = all.slice(at, at + spansARequest);
    bodies.push({ spans: some.length, bytes: gzipSync(encodeTraces(some, "protobuf")) });
  }
  await sendAll(bench, bodies, "protobuf", writers);
  bench.log("counting every session anew");
  const { sessions, spans: counted, differences } = await verifyDatabase();
  for (const line of differences.slice(0, 10)) bench.log(line);
  return [
    {
      ...{ name: "verify: stored figures that differ from a recount", p50: null },
      value: differences.length,
      note: `${sessions} sessions, ${counted} spans`,
    },
  ];
}
