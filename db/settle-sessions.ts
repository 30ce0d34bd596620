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
    const [row] = await database().db.execute<{ count: number }>(sql`
      select settle_sessions(
        ${iso(nowMs - quietMs)}::text::timestamptz, ${iso(nowMs - justTouchedMs)}::text::timestamptz, ${atOnce}::int
      ) as count`);
    const count = row?.count ?? 0;
    settled += count;
    if (count < atOnce) return settled;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
