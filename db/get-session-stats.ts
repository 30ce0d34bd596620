import { sql } from "drizzle-orm";
import type { SessionStats } from "@/lib/sessions/session-figures";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { database } from "./client";
import { countUsers } from "./count-users";
import { matchingSessions } from "./matching-sessions";
import { askedOfFacets } from "./session-conditions";
import { durationTally, hourlyTally, type TallyScope, tallyScope } from "./session-tallies";

interface Sums extends Record<string, unknown> {
  sessions: number;
  failed: number;
  traces: number;
  total_tokens: string | null;
  tokens_partial: boolean | null;
  cost_nano_usd: string | null;
  cost_partial: boolean | null;
}

interface Percentiles extends Record<string, unknown> {
  p50: number | null;
  p95: number | null;
}

/** Figures over every session that meets the filters. Percentiles over more than `mostSorted`
 * sessions come from a histogram, where there is one. */
export async function getSessionStats(
  projectId: number,
  filters: SessionFilters,
  mostSorted = 10_000,
): Promise<SessionStats> {
  const scope =
    askedOfFacets(filters).length > 0 ? null : tallyScope(projectId, filters, Date.now());
  const sums = scope && (await sumTally(scope));
  if (!scope || !sums || sums.sessions <= mostSorted) return aggregateRows(projectId, filters);
  const [users, percentiles] = await Promise.all([
    countUsers(scope, filters),
    estimateDurations(scope),
  ]);
  return toStats(sums, users, percentiles, true);
}

async function sumTally(scope: TallyScope): Promise<Sums> {
  const [row] = await database().db.execute<Sums>(sql`
    select coalesce(sum(sessions), 0)::int as sessions, coalesce(sum(failed), 0)::int as failed,
      coalesce(sum(traces), 0)::int as traces,
      case when sum(with_tokens) > 0 then sum(total_tokens) end as total_tokens,
      sum(short_of_tokens) > 0 as tokens_partial,
      case when sum(with_cost) > 0 then sum(cost_nano_usd) end as cost_nano_usd,
      sum(short_of_cost) > 0 as cost_partial
    from (${hourlyTally(scope)}) tally`);
  if (!row) throw new Error("An aggregate came back without a row.");
  return row;
}

/** Each within 1 % of what percentile_disc says. */
async function estimateDurations(scope: TallyScope): Promise<Percentiles> {
  const [row] = await database().db.execute<Percentiles>(sql`
    with counts as (
      select bucket, sum(sessions) as sessions from (${durationTally(scope)}) tally
      group by bucket having sum(sessions) > 0
    ), running as (
      select bucket, sum(sessions) over (order by bucket) as upto, sum(sessions) over () as total from counts
    )
    select duration_of_bucket(min(bucket) filter (where upto >= 0.5 * total)) as p50,
      duration_of_bucket(min(bucket) filter (where upto >= 0.95 * total)) as p95
    from running`);
  return row ?? { p50: null, p95: null };
}

async function aggregateRows(projectId: number, filters: SessionFilters): Promise<SessionStats> {
  const columns = sql`user_id, duration_ms, traces, errors, total_tokens, tokens_partial,
    cost_nano_usd, cost_partial`;
  const matching = (await matchingSessions(projectId, filters))(columns);
  const [row] = await database().db.execute<Sums & Percentiles & { users: number }>(sql`
    select count(*)::int as sessions, count(distinct user_id)::int as users,
      coalesce(sum(traces), 0)::int as traces,
      sum(total_tokens) as total_tokens,
      bool_or(tokens_partial or total_tokens is null) as tokens_partial,
      sum(cost_nano_usd) as cost_nano_usd,
      bool_or(cost_partial or cost_nano_usd is null) as cost_partial,
      count(*) filter (where errors > 0)::int as failed,
      percentile_disc(0.5) within group (order by duration_ms) as p50,
      percentile_disc(0.95) within group (order by duration_ms) as p95
    from (${matching}) matching`);
  if (!row) throw new Error("An aggregate came back without a row.");
  return toStats(row, row.users, row, false);
}

function toStats(
  sums: Sums,
  users: number,
  { p50, p95 }: Percentiles,
  durationApproximate: boolean,
): SessionStats {
  return {
    sessions: sums.sessions,
    users,
    traces: sums.traces,
    totalTokens: sums.total_tokens === null ? null : Number(sums.total_tokens),
    tokensPartial: sums.total_tokens !== null && sums.tokens_partial === true,
    costUsd: sums.cost_nano_usd === null ? null : Number(sums.cost_nano_usd) / 1e9,
    costPartial: sums.cost_nano_usd !== null && sums.cost_partial === true,
    errorRate: sums.sessions === 0 ? null : sums.failed / sums.sessions,
    durationP50Ms: p50,
    durationP95Ms: p95,
    durationApproximate,
  };
}
