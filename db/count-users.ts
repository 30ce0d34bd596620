import { sql } from "drizzle-orm";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { database } from "./client";
import { isSettledLive } from "./live-sessions";
import { matchingSessions } from "./matching-sessions";
import { pendingSessions } from "./pending-users";
import type { TallyScope } from "./session-tallies";

/** How many users the sessions in scope have, which is that of the filters. */
export async function countUsers(scope: TallyScope, filters: SessionFilters): Promise<number> {
  const { projectId, bounds, live } = scope;
  // Who was active before some time is known from the sessions alone.
  if (bounds.toMs !== null || live === true) return countUsersOfRows(projectId, filters);
  const start =
    bounds.fromMs === null
      ? sql`'-infinity'::timestamptz`
      : sql`${new Date(bounds.fromMs).toISOString()}::text::timestamptz`;
  const [row] = await database().db.execute<{ count: number }>(sql`
    with ${pendingSessions(projectId, sql`true`, live)}, unsaid as materialized (
      select user_id, max(last_activity_at) filter (where in_motion) as seen_at from pending group by user_id
    )
    select (
      select count(*) from users u
      where u.project_id = ${projectId} and u.sessions > 0 and u.last_seen_at >= ${start}
        and u.user_id not in (select user_id from unsaid)
    )::int + (
      select count(*) from unsaid p
      where p.seen_at >= ${start} or exists (
        select 1 from sessions s
        where s.project_id = ${projectId} and s.user_id = p.user_id and s.settled and s.traces > 0
          and s.last_activity_at >= ${start}${live === false ? sql` and not ${isSettledLive}` : sql``}
      )
    )::int as count`);
  return row?.count ?? 0;
}

async function countUsersOfRows(projectId: number, filters: SessionFilters): Promise<number> {
  const matching = (await matchingSessions(projectId, filters))(sql`user_id`);
  const [row] = await database().db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select user_id from (${matching}) matching where user_id is not null group by user_id
    ) users`);
  return row?.count ?? 0;
}
