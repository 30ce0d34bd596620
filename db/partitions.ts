import { database } from "./client";

/** spans and its companions are partitioned by week. A week that cannot be made (its rows already
 * lie in the default partition, or its time is absurd) stays in the default partition. */
const tables = {
  spans: "",
  // Whole rows on their page: what is packed already is not worth a table beside.
  span_payloads: " with (toast_tuple_target = 4080)",
  span_texts: "",
} as const;
const weekMs = 7 * 86_400_000;
/** 1970-01-05, a Monday. */
const firstMondayMs = 4 * 86_400_000;
const pastMs = 400 * 86_400_000;
const futureMs = 14 * 86_400_000;

const settledWeeks = new Set<number>();

/** Makes the partitions that spans starting at these times (milliseconds since 1970) belong to. */
export async function ensurePartitions(
  startsMs: Iterable<number>,
  nowMs = Date.now(),
): Promise<void> {
  const missing = new Set<number>();
  for (const start of startsMs) {
    if (start < nowMs - pastMs || start > nowMs + futureMs) continue;
    const week = Math.floor((start - firstMondayMs) / weekMs);
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
  // The names and bounds are digits of our own making; one text, so one transaction.
  const text = `select pg_advisory_xact_lock(7260431); ${statements.join(" ")}`;
  try {
    await database().sql.unsafe(text).simple();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "23514")) throw error;
  }
}

function isoDay(week: number): string {
  return new Date(firstMondayMs + week * weekMs).toISOString().slice(0, 10);
}
