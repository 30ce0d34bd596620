import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseAwayError } from "@/lib/database-away";
import { settings } from "@/lib/settings";
import { database } from "./client";

/** spans and its companions are partitioned by week. A week that cannot be made (its rows already
 * lie in the default partition, or its time is absurd) stays in the default partition. */
const tables = {
  spans: "",
  // Whole rows on their page: what is packed already is not worth a table beside.
  span_payloads: " with (toast_tuple_target = 8160)",
  span_texts: "",
} as const;
const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** 1970-01-05, a Monday. */
const firstMondayMs = 4 * dayMs;
const pastMs = 400 * dayMs;
const futureMs = 14 * dayMs;
const attempts = 20;

/** Weeks that stand, or cannot be made. One that another process dropped since (it was older than
 * what is kept) does no harm: the default partition takes its rows. */
const settledWeeks = new Set<number>();

/** The Monday that everything before is dropped of, when the last `days` days are kept. */
export function retentionBorderMs(days: number, nowMs: number): number {
  return weekStartMs(weekOf(nowMs - days * dayMs));
}

/** Makes the partitions that spans starting at these times (milliseconds since 1970) belong to. */
export async function ensurePartitions(
  startsMs: Iterable<number>,
  nowMs = Date.now(),
): Promise<void> {
  const { retentionDays } = settings();
  const border = retentionDays === null ? 0 : retentionBorderMs(retentionDays, nowMs);
  const oldest = Math.max(border, nowMs - pastMs);
  const missing = new Set<number>();
  for (const start of startsMs) {
    if (start < oldest || start > nowMs + futureMs) continue;
    const week = weekOf(start);
    if (!settledWeeks.has(week)) missing.add(week);
  }
  for (const week of missing) {
    await createWeek(week);
    settledWeeks.add(week);
  }
}

/** Tests replace the whole database under the process. */
export function forgetPartitions(): void {
  settledWeeks.clear();
}

async function createWeek(week: number): Promise<void> {
  const from = isoDay(week);
  const to = isoDay(week + 1);
  const statements = Object.entries(tables).map(
    ([table, options]) =>
      `create table if not exists ${table}_${from.replaceAll("-", "")} partition of ${table} for values from ('${from}') to ('${to}')${options};`,
  );
  // The names and bounds are digits of our own making; one text, so one transaction. Whoever comes
  // meanwhile waits behind it, so it waits for others only a moment at a time.
  const text = `select pg_advisory_xact_lock(7260431); set local lock_timeout = '300ms'; ${statements.join(" ")}`;
  for (let attempt = 1; ; attempt++) {
    try {
      await database().sql.unsafe(text).simple();
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : null;
      if (code === hasItsRowsAlready) return;
      if (code !== lockNotAvailable && code !== deadlockDetected) throw error;
      if (attempt === attempts) throw new DatabaseAwayError("The database is busy.");
      await sleep(20 * attempt);
    }
  }
}

const hasItsRowsAlready = "23514";
const lockNotAvailable = "55P03";
const deadlockDetected = "40P01";

/** Weeks since the first Monday of 1970. */
export function weekOf(ms: number): number {
  return Math.floor((ms - firstMondayMs) / weekMs);
}

export function weekStartMs(week: number): number {
  return firstMondayMs + week * weekMs;
}

function isoDay(week: number): string {
  return new Date(weekStartMs(week)).toISOString().slice(0, 10);
}
