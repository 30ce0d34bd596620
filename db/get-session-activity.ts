import { type SQL, sql } from "drizzle-orm";
import { chooseBucket } from "@/lib/sessions/activity-bucket";
import type { SessionActivity } from "@/lib/sessions/session-figures";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { database } from "./client";
import { facetSetsOf } from "./facet-set-conditions";
import { matchingSessions } from "./matching-sessions";
import { askedOfFacets } from "./session-conditions";
import { dailyTally, hourlyTally, type TallyScope, tallyScope } from "./session-tallies";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Sessions whose last activity falls into the periodMs that begin at `start` times that. */
interface PeriodCount extends Record<string, unknown> {
  start: number;
  sessions: number;
  failed: number;
}

/** In milliseconds from 1970; null without sessions. */
interface Bounds extends Record<string, unknown> {
  low: number | null;
  high: number | null;
}

/** Sessions by last activity, in at most about sixty buckets of a round size; empty ones are there. */
export async function getSessionActivity(
  projectId: number,
  filters: SessionFilters,
): Promise<SessionActivity> {
  const scope = tallyScope(projectId, filters, Date.now());
  const sets = askedOfFacets(filters);
  const days = scope && (await countByDay(scope, sets));
  const bounds = await readBounds(projectId, filters, days);
  if (bounds.low === null || bounds.high === null) return { bucketMs: 60_000, buckets: [] };
  const bucketMs = chooseBucket(bounds.high - bounds.low);
  if (days && bucketMs >= dayMs) return toActivity(bounds, bucketMs, days, dayMs);
  const isByHour = scope !== null && sets.length === 0 && bucketMs >= hourMs;
  const counts = isByHour
    ? await countByHours(scope, bucketMs)
    : await countRows(projectId, filters, bucketMs);
  return toActivity(bounds, bucketMs, counts, bucketMs);
}

async function countByDay(scope: TallyScope, sets: SQL[]): Promise<PeriodCount[]> {
  const tally =
    sets.length === 0
      ? sql`select hour / 24 as day, sessions, failed from (${hourlyTally(scope)}) hours`
      : sql`select day, sessions, failed
          from (${dailyTally(scope, [1])}) days
          join ${facetSetsOf(scope.projectId)} on f.id = days.facet_set_id
          where ${sql.join(sets, sql` and `)}`;
  return readCounts(sql`
    select day as start, sum(sessions)::int as sessions, sum(failed)::int as failed
    from (${tally}) tally group by day`);
}

async function countByHours(scope: TallyScope, bucketMs: number): Promise<PeriodCount[]> {
  return readCounts(sql`
    select hour / ${bucketMs / hourMs}::int as start, sum(sessions)::int as sessions, sum(failed)::int as failed
    from (${hourlyTally(scope)}) tally group by 1`);
}

async function countRows(
  projectId: number,
  filters: SessionFilters,
  bucketMs: number,
): Promise<PeriodCount[]> {
  const matching = (await matchingSessions(projectId, filters))(sql`last_activity_at, errors`);
  return readCounts(sql`
    select floor(extract(epoch from last_activity_at) * 1000 / ${bucketMs}::float8)::float8 as start,
      count(*)::int as sessions, count(*) filter (where errors > 0)::int as failed
    from (${matching}) matching group by 1`);
}

async function readCounts(query: SQL): Promise<PeriodCount[]> {
  const rows = await database().db.execute<PeriodCount>(query);
  return rows.filter(({ sessions }) => sessions > 0);
}

/** With counts by day, looks into the first and the last of those days only. */
async function readBounds(
  projectId: number,
  filters: SessionFilters,
  days: PeriodCount[] | null,
): Promise<Bounds> {
  const starts = days?.map(({ start }) => start);
  if (starts?.length === 0) return { low: null, high: null };
  const select = await matchingSessions(projectId, filters);
  const at = (day: number) => sql`${new Date(day * dayMs).toISOString()}::text::timestamptz`;
  const first = starts && sql`last_activity_at < ${at(Math.min(...starts) + 1)}`;
  const last = starts && sql`last_activity_at >= ${at(Math.max(...starts))}`;
  const ms = (time: SQL) => sql`floor(extract(epoch from ${time}) * 1000)::float8`;
  // Of each index its own first or last: PostgreSQL looks for neither in a union.
  const [bounds] = await database().db.execute<Bounds>(sql`select
    (select ${ms(sql`min(time)`)} from (${select(sql`min(last_activity_at) as time`, first)}) early) as low,
    (select ${ms(sql`max(time)`)} from (${select(sql`max(last_activity_at) as time`, last)}) late) as high`);
  return bounds ?? { low: null, high: null };
}

function toActivity(
  { low, high }: Bounds,
  bucketMs: number,
  counts: PeriodCount[],
  periodMs: number,
): SessionActivity {
  if (low === null || high === null) return { bucketMs, buckets: [] };
  const first = Math.floor(low / bucketMs);
  const last = Math.floor(high / bucketMs);
  const buckets = Array.from({ length: last - first + 1 }, (_, index) => ({
    startedAt: new Date((first + index) * bucketMs).toISOString(),
    sessions: 0,
    errors: 0,
  }));
  for (const { start, sessions, failed } of counts) {
    const bucket = buckets[Math.floor((start * periodMs) / bucketMs) - first];
    if (!bucket) continue;
    bucket.sessions += sessions;
    bucket.errors += failed;
  }
  return { bucketMs, buckets };
}
