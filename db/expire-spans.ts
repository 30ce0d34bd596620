import { setTimeout as sleep } from "node:timers/promises";
import { settings } from "@/lib/settings";
import { database } from "./client";
import { retentionBorderMs } from "./partitions";
import { retryDeadlocks } from "./retry-deadlocks";

export interface Expired {
  weeks: number;
  traces: number;
  annotations: number;
  /** Something was in the way; the next round goes on. */
  isPutOff: boolean;
}

const sessionsAtOnce = 300;
const annotationsAtOnce = 2_000;
const attempts = 5;
/** Of one round; the next goes on. */
const longestRoundMs = 120_000;

/** Annotations without a target are looked for among all, so once for each border. */
let sweptBorder: string | null = null;

/** Removes what COLLOQUY_RETENTION_DAYS does not keep, if it is set (db/functions/7-retention.sql). */
export async function applyRetention(): Promise<void> {
  const { retentionDays } = settings();
  if (retentionDays === null) return;
  const { weeks, traces } = await expireSpans(retentionDays);
  if (weeks > 0) console.log(`Retention: ${weeks} weeks dropped, with ${traces} traces.`);
}

/** Removes everything that started before the week in which the kept days begin. */
export async function expireSpans(days: number, nowMs = Date.now()): Promise<Expired> {
  const border = new Date(retentionBorderMs(days, nowMs)).toISOString();
  const expired: Expired = { weeks: 0, traces: 0, annotations: 0, isPutOff: false };
  for (;;) {
    const dropped = await dropWeek(border);
    if (dropped === null) return { ...expired, isPutOff: true };
    if (dropped === 0) break;
    expired.weeks += dropped;
  }
  const now = new Date(nowMs).toISOString();
  const deadline = performance.now() + longestRoundMs;
  expired.traces = await inSteps(
    deadline,
    (sql) => sql<{ count: number }[]>`select expire_traces(
      ${border}::text::timestamptz, ${sessionsAtOnce}::int, ${now}::text::timestamptz) as count`,
  );
  if (performance.now() > deadline) return { ...expired, isPutOff: true };
  if (sweptBorder === border) return expired;
  expired.annotations = await inSteps(
    deadline,
    (sql) => sql<{ count: number }[]>`select expire_annotations(
      ${border}::text::timestamptz, ${annotationsAtOnce}::int, ${now}::text::timestamptz) as count`,
  );
  sweptBorder = border;
  return expired;
}

/** null: others were at these tables all the time. */
async function dropWeek(border: string): Promise<number | null> {
  for (let attempt = 1; ; attempt++) {
    const [row] = await database().sql<{ weeks: number | null }[]>`
      select drop_week(${border}::text::timestamptz) as weeks`;
    const weeks = row?.weeks ?? null;
    if (weeks !== null || attempt === attempts) return weeks;
    await sleep(200 * attempt);
  }
}

type Step = (sql: ReturnType<typeof database>["sql"]) => PromiseLike<{ count: number }[]>;

/** Between steps it leaves others as much time as it took. */
async function inSteps(deadline: number, step: Step): Promise<number> {
  let total = 0;
  while (performance.now() < deadline) {
    const started = performance.now();
    const [row] = await retryDeadlocks(() => step(database().sql));
    if (!row || row.count === 0) break;
    total += row.count;
    await sleep(performance.now() - started);
  }
  return total;
}
