import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { seededRandom } from "@/db/testing/random-spans";
import type { Encoding } from "@/lib/otlp/decode-traces";
import { encodeTraces } from "@/lib/otlp/encode-traces";
import type { Span } from "@/lib/otlp/span";
import type { Bench } from "../bench";
import { makeTraces } from "../dataset/make-traces";

export const spansARequest = 512;
const mostOpen = 4;
const contentTypes = { protobuf: "application/x-protobuf", json: "application/json" };

export interface Body {
  spans: number;
  bytes: Buffer;
}

/** Requests of 512 spans, encoded and gzipped beforehand, without keeping the spans. Ids are new each
 * time. */
export async function makeBodies(count: number, encoding: Encoding): Promise<Body[]> {
  const who = { idPrefix: randomBytes(6).toString("hex"), nowMs: Date.now() };
  const traces = makeTraces(seededRandom(5), who);
  const bodies: Body[] = [];
  for (let rest: Span[] = []; bodies.length < count; ) {
    while (rest.length < spansARequest) rest.push(...traces.next().value);
    const spans = rest.slice(0, spansARequest);
    rest = rest.slice(spansARequest);
    bodies.push({ spans: spans.length, bytes: gzipSync(encodeTraces(spans, encoding)) });
    // Time for readers, and to notice which connections the server has closed meanwhile.
    await sleep(2);
  }
  return bodies;
}

/** Over as many connections; throws when an answer is no 200. */
export async function sendAll(
  bench: Bench,
  bodies: Body[],
  encoding: Encoding,
  connections: number,
): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let body = bodies[next++]; body; body = bodies[next++]) await send(bench, body, encoding);
  };
  await Promise.all(Array.from({ length: connections }, work));
}

/** At so many spans a second, until `until` settles. Returns the rate that was reached. */
export async function sendSteadily(
  bench: Bench,
  bodies: Body[],
  spansPerSecond: number,
  until: Promise<unknown>,
): Promise<number> {
  let isOver = false;
  const failures: unknown[] = [];
  const noteFailure = (error: unknown) => void failures.push(error);
  const over = until.catch(noteFailure).finally(() => {
    isOver = true;
  });
  const started = performance.now();
  let sent = 0;
  const open = new Set<Promise<void>>();
  for (const body of bodies) {
    const due = started + (sent / spansPerSecond) * 1000;
    await sleep(Math.max(0, due - performance.now()));
    while (open.size >= mostOpen) await Promise.race(open);
    if (isOver || failures.length > 0) break;
    const sending = send(bench, body, "protobuf")
      .catch(noteFailure)
      .finally(() => open.delete(sending));
    open.add(sending);
    sent += body.spans;
  }
  await Promise.all(open);
  const seconds = (performance.now() - started) / 1000;
  await over;
  if (failures.length > 0) throw failures[0];
  return sent / seconds;
}

async function send({ app }: Bench, { bytes }: Body, encoding: Encoding): Promise<void> {
  const headers = { "content-type": contentTypes[encoding], "content-encoding": "gzip" };
  const { status, body } = await app.client.post("/v1/traces", headers, bytes);
  if (status !== 200)
    throw new Error(`Spans were answered ${status}: ${body.toString().slice(0, 200)}`);
}
