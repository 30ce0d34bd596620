import { sql } from "drizzle-orm";

const since = sql`now() - interval '5 minutes'`;

/** Of settled sessions: they are still shown as live, since their last span ended in the last five
 * minutes, and it came in these. Leads with what has an index. */
export const isSettledLive = sql`(last_activity_at >= ${since} and touched_at >= ${since})`;

/** Of any: what is not settled was touched just now. */
export const isLive = sql`(not settled or ${isSettledLive})`;
