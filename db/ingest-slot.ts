import { poolSize } from "@/db/client";
import { within } from "@/db/within";
import { DatabaseAwayError } from "@/lib/database-away";

/** Batches written at once. The rest of the pool stays free for people who read. */
export const ingestSlots = poolSize - 4;
const longestQueue = 64;
const longestWaitMs = 5_000;
/** A little more than statement_timeout: only a server that hangs takes longer. */
const longestWorkMs = 35_000;

declare global {
  var colloquyIngestSlots: { taken: number; waiting: (() => void)[] } | undefined;
}

/**
 * Runs one batch's writing when a slot is free. Rejects with a DatabaseAwayError when none comes
 * free in time: postgres.js itself would queue without end. Work that hangs keeps its slot.
 */
export async function withIngestSlot<T>(work: () => Promise<T>): Promise<T> {
  await takeSlot();
  const running = work();
  running.then(freeSlot, freeSlot);
  return within(longestWorkMs, running, "The database does not answer.");
}

async function takeSlot(): Promise<void> {
  const state = sharedState();
  if (state.taken < ingestSlots) {
    state.taken += 1;
    return;
  }
  if (state.waiting.length >= longestQueue) throw tooBusy();
  await new Promise<void>((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      state.waiting.splice(state.waiting.indexOf(give), 1);
      reject(tooBusy());
    }, longestWaitMs);
    state.waiting.push(give);
  });
}

function freeSlot(): void {
  const state = sharedState();
  const next = state.waiting.shift();
  if (next) next();
  else state.taken -= 1;
}

function sharedState() {
  globalThis.colloquyIngestSlots ??= { taken: 0, waiting: [] };
  return globalThis.colloquyIngestSlots;
}

function tooBusy(): DatabaseAwayError {
  return new DatabaseAwayError("The database is busy.");
}
