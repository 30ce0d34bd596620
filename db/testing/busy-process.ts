import { performance } from "node:perf_hooks";
import { openDatabase, replaceDatabase } from "@/db/client";
import { type TestServer, testAddress } from "@/db/embedded/test-server";
import { expireSpans } from "@/db/expire-spans";
import { foldSessionChanges } from "@/db/fold-session-changes";
import { ingestSpans } from "@/db/ingest-spans";
import { runAlone } from "@/db/run-alone";
import { settleSessions } from "@/db/settle-sessions";
import { randomSpans, seededRandom, shuffled } from "./random-spans";

/** A round of a job, on a clock that processes share. */
export interface Round {
  job: string;
  from: number;
  to: number;
}

export interface Task {
  place: TestServer["place"];
  name: string;
  seed: number;
  /** Makes its order of sending. */
  order: number;
  project: string;
  hangs: boolean;
}

/** As the app's process does, of the same sessions as its twin: four writers in an order of its own
 * with resends, and every job as often as it can. Says its rounds when it is told to start, and
 * keeps a lock until it dies when it is told to hang. */
const [given = ""] = process.argv.slice(2);
const task: Task = JSON.parse(given);
const { place, name, seed, order, project, hangs } = task;
const address = testAddress(place, name);
const database = openDatabase(address);
replaceDatabase(database);
globalThis.colloquyJobLocks = openDatabase(address, 1);

const dayMs = 86_400_000;
const jobs = {
  settle: () => settleSessions(Date.now() + dayMs),
  fold: foldSessionChanges,
  expire: () => expireSpans(30),
};

async function write(): Promise<void> {
  const random = seededRandom(order);
  const spans = randomSpans(seed, 60).map((span) => {
    // Some of what retention removes at once.
    const shift = Number.parseInt(span.traceId.slice(-1), 16) === 7 ? 60n : 0n;
    const back = shift * 86_400_000_000_000n;
    const end = span.endUnixNano === null ? null : span.endUnixNano - back;
    return { ...span, startUnixNano: span.startUnixNano - back, endUnixNano: end };
  });
  const sent = shuffled([...spans, ...spans.filter(() => random() < 0.4)], random);
  const batches = Array.from({ length: Math.ceil(sent.length / 7) }, (_, index) =>
    sent.slice(index * 7, index * 7 + 7),
  );
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let batch = batches.pop(); batch; batch = batches.pop())
        await ingestSpans(batch, project);
    }),
  );
}

async function work(): Promise<Round[]> {
  const rounds: Round[] = [];
  let isWriting = true;
  const looping = Object.entries(jobs).map(async ([job, run], index) => {
    while (isWriting) {
      await runAlone(index + 1, async () => {
        const from = now();
        await run();
        rounds.push({ job, from, to: now() });
      });
      await new Promise(setImmediate);
    }
  });
  try {
    await write();
  } finally {
    isWriting = false;
  }
  await Promise.all(looping);
  return rounds;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

process.once("message", async () => {
  if (hangs) {
    await runAlone(9, () => {
      process.send?.("locked");
      return new Promise(() => {});
    });
  }
  try {
    process.send?.({ rounds: await work() });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
  process.exit();
});
process.send?.("ready");
