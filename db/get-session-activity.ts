import { sql } from "drizzle-orm";
import type { SessionActivity } from "@/lib/sessions/session-figures";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { database } from "./client";
import { sessionConditions } from "./session-conditions";

const mostBuckets = 60;
/** From a minute to thirty days. */
const bucketSizesMs = [
  60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000,
  604_800_000, 2_592_000_000,
];

interface Bounds extends Record<string, unknown> {
  low: number | null;
  high: number | null;
}

/** Sessions by last activity, in at most about sixty buckets of a round size; empty ones are there. */
export async function getSessionActivity(
  projectId: number,
  filters: SessionFilters,
): Promise<SessionActivity> {
  const { db } = database();
  const where = sessionConditions(projectId, filters);
  const [bounds] = await db.execute<Bounds>(sql`
    select floor(extract(epoch from min(last_activity_at)) * 1000)::float8 as low,
      floor(extract(epoch from max(last_activity_at)) * 1000)::float8 as high
    from sessions where ${where}`);
  const smallest = bucketSizesMs[0] ?? 60_000;
  if (!bounds || bounds.low === null || bounds.high === null)
    return { bucketMs: smallest, buckets: [] };
  const bucketMs = chooseBucket(bounds.high - bounds.low);
  const rows = await db.execute<{ bucket: number; sessions: number; errors: number }>(sql`
    select floor(extract(epoch from last_activity_at) * 1000 / ${bucketMs}::float8)::float8 as bucket,
      count(*)::int as sessions, count(*) filter (where errors > 0)::int as errors
    from sessions where ${where} group by 1 order by 1`);
  const counts = new Map(rows.map((row) => [row.bucket, row]));
  const first = Math.floor(bounds.low / bucketMs);
  const last = Math.floor(bounds.high / bucketMs);
  const buckets = Array.from({ length: last - first + 1 }, (_, index) => ({
    startedAt: new Date((first + index) * bucketMs).toISOString(),
    sessions: counts.get(first + index)?.sessions ?? 0,
    errors: counts.get(first + index)?.errors ?? 0,
  }));
  return { bucketMs, buckets };
}

/** Spans of centuries (a clock at 1970) get wider buckets than the table has. */
function chooseBucket(spanMs: number): number {
  const fitting = bucketSizesMs.find((size) => spanMs / size <= mostBuckets);
  return fitting ?? Math.ceil(spanMs / mostBuckets / 86_400_000) * 86_400_000;
}
