import { sql } from "drizzle-orm";
import { database } from "./client";

const quietMs = 5 * 60_000;
const justTouchedMs = 30_000;
/** Whoever sorts or counts reads every session that is not settled. When they are more than this, the
 * longest untouched are settled early, unless more of them is likely on its way. */
const mostUnsettled = 5_000;
const inUseMs = 10_000;
/** Few: their writers wait. */
const atOnce = 500;

/** Settles the sessions that have been quiet for five minutes: their last span ended that long ago
 * and nothing arrived for half a minute, or nothing arrived for five; sooner while more than `most`
 * are unsettled. Returns how many. */
export async function settleSessions(nowMs = Date.now(), most = mostUnsettled): Promise<number> {
  const { db } = database();
  const ago = (ms: number) => sql`${new Date(nowMs - ms).toISOString()}::text::timestamptz`;
  const [crowd] = await db.execute<{ since: string }>(sql`
    select least(touched_at, ${ago(inUseMs)})::text as since from sessions
    where not settled order by touched_at desc offset ${most - 1} limit 1`);
  const untouchedSince = sql`greatest(${ago(quietMs)}, ${crowd?.since ?? null}::text::timestamptz)`;
  let settled = 0;
  for (;;) {
    const [row] = await db.execute<{ count: number }>(sql`
      select settle_sessions(
        ${untouchedSince}, ${ago(quietMs)}, ${ago(justTouchedMs)}, ${atOnce}::int
      ) as count`);
    const count = row?.count ?? 0;
    settled += count;
    if (count < atOnce) return settled;
  }
}
