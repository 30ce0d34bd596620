import { sql } from "drizzle-orm";
import { database } from "./client";
import { pendingSessions } from "./pending-users";
import type { TallyScope } from "./session-tallies";

/** How many users the sessions in scope have; null when only the sessions' rows can say: those
 * active before some time, or live. */
export async function countUsers({ projectId, bounds, live }: TallyScope): Promise<number | null> {
  if (bounds.toMs !== null || live === true) return null;
  const start =
    bounds.fromMs === null
      ? sql`'-infinity'::timestamptz`
      : sql`${new Date(bounds.fromMs).toISOString()}::text::timestamptz`;
  const [row] = await database().db.execute<{ count: number }>(sql`
    with ${pendingSessions(projectId, sql`true`, live)}, unsaid as materialized (
      select user_id, max(last_activity_at) filter (where is_live) as live_at from pending group by user_id
    )
    select (
      select count(*) from users u
      where u.project_id = ${projectId} and u.sessions > 0 and u.last_seen_at >= ${start}
        and not exists (select 1 from unsaid p where p.user_id = u.user_id)
    )::int + (
      select count(*) from unsaid p
      where p.live_at >= ${start} or exists (
        select 1 from sessions s
        where s.project_id = ${projectId} and s.user_id = p.user_id and s.settled and s.traces > 0
          and s.last_activity_at >= ${start}
      )
    )::int as count`);
  return row?.count ?? 0;
}
