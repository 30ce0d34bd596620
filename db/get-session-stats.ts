import { sql } from "drizzle-orm";
import type { SessionStats } from "@/lib/sessions/session-figures";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { database } from "./client";
import { sessionConditions } from "./session-conditions";

interface StatsRow extends Record<string, unknown> {
  sessions: number;
  users: number;
  traces: number;
  total_tokens: string | null;
  tokens_partial: boolean | null;
  cost_nano_usd: string | null;
  cost_partial: boolean | null;
  failed: number;
  p50: number | null;
  p95: number | null;
}

/** Figures over every session that meets the filters. */
export async function getSessionStats(
  projectId: number,
  filters: SessionFilters,
): Promise<SessionStats> {
  const [row] = await database().db.execute<StatsRow>(sql`
    select count(*)::int as sessions, count(distinct user_id)::int as users,
      coalesce(sum(traces), 0)::int as traces,
      sum(total_tokens) as total_tokens,
      bool_or(tokens_partial or total_tokens is null) as tokens_partial,
      sum(cost_nano_usd) as cost_nano_usd,
      bool_or(cost_partial or cost_nano_usd is null) as cost_partial,
      count(*) filter (where errors > 0)::int as failed,
      percentile_disc(0.5) within group (order by duration_ms) as p50,
      percentile_disc(0.95) within group (order by duration_ms) as p95
    from sessions where ${sessionConditions(projectId, filters)}`);
  if (!row) throw new Error("An aggregate came back without a row.");
  return {
    sessions: row.sessions,
    users: row.users,
    traces: row.traces,
    totalTokens: row.total_tokens === null ? null : Number(row.total_tokens),
    tokensPartial: row.total_tokens !== null && row.tokens_partial === true,
    costUsd: row.cost_nano_usd === null ? null : Number(row.cost_nano_usd) / 1e9,
    costPartial: row.cost_nano_usd !== null && row.cost_partial === true,
    errorRate: row.sessions === 0 ? null : row.failed / row.sessions,
    durationP50Ms: row.p50,
    durationP95Ms: row.p95,
  };
}
