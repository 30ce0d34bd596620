import { sql } from "drizzle-orm";
import { outcome as outcomeCodec } from "@/lib/sessions/choice-codecs";
import { database } from "./client";
import { readFacet } from "./facets";
import { pendingSessions } from "./pending-users";

/** By user, then by "name:label": how many of the user's sessions have that outcome, the most
 * frequent first. */
export async function countUserOutcomes(
  projectId: number,
  userIds: string[],
): Promise<Map<string, Record<string, number>>> {
  const byUser = new Map<string, Record<string, number>>();
  if (userIds.length === 0) return byUser;
  const who = sql`user_id in ${userIds}`;
  const rows = await database().db.execute<{ user_id: string; outcome: string; count: number }>(sql`
    with ${pendingSessions(projectId, who, null)}
    select user_id, outcome, sum(sessions)::int as count
    from (
      select user_id, outcome, sessions from user_outcomes where project_id = ${projectId} and ${who}
      union all
      select user_id, outcome, sign
      from pending join facet_sets f on f.id = pending.facet_set_id, unnest(f.facets) outcome
      where outcome like '["outcome", %' and jsonb_array_length(outcome::jsonb) = 3
    ) counts
    group by user_id, outcome having sum(sessions) > 0
    order by 3 desc, 2`);
  for (const { user_id, outcome, count } of rows) {
    const facet = readFacet(outcome);
    if (facet?.key !== "outcome" || facet.label === null) continue;
    const counts = byUser.get(user_id) ?? Object.create(null);
    counts[outcomeCodec.write({ name: facet.name, match: "label", label: facet.label })] = count;
    byUser.set(user_id, counts);
  }
  return byUser;
}
