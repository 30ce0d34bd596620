import { sql } from "drizzle-orm";
import { database } from "./client";

const quietMs = 5 * 60_000;
const justTouchedMs = 30_000;
const atOnce = 2_000;

/** Settles the sessions that have been quiet for five minutes: their last span ended that long ago
 * and nothing arrived for half a minute, or nothing arrived for five. Returns how many. */
export async function settleSessions(nowMs = Date.now()): Promise<number> {
  let settled = 0;
  for (;;) {
    // An upsert in key order, like every writer's, so that it cannot deadlock with ingest().
    const rows = await database().db.execute(sql`
      insert into sessions as s (session_key, project_id, touched_at)
      select session_key, project_id, touched_at
      from (
        select session_key, project_id, touched_at from sessions
        where not settled and (
          touched_at < ${iso(nowMs - quietMs)}::text::timestamptz
          or (touched_at < ${iso(nowMs - justTouchedMs)}::text::timestamptz
            and last_activity_at < ${iso(nowMs - quietMs)}::text::timestamptz)
        )
        limit ${atOnce}
      ) quiet
      order by session_key
      on conflict (session_key) do update set settled = true
      where s.touched_at = excluded.touched_at and s.traces > 0
      returning 1`);
    settled += rows.length;
    if (rows.length < atOnce) return settled;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
