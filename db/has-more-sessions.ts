import { type SQL, sql } from "drizzle-orm";
import { daysOfBlocks } from "./block-cover";

const longestBlock = Math.max(...daysOfBlocks);

/** Whether the project has more settled sessions than that, by their sums by hour from the latest on:
 * a few rows tell what else some thousand would. False also while the sums do not know. */
export function hasMoreSessions(projectId: number, count: number): SQL {
  return sql`exists (
    select 1 from (
      select sum(sessions) over (order by hour desc) as upto from session_hours
      where project_id = ${projectId}
    ) hours
    where upto > ${sql.raw(String(count))} + ${takenAway(projectId)}
  )`;
}

/** The same of those that have one of the facet sets, an array literal. */
export function hasMoreOfFacets(projectId: number, facetSets: string, count: number): SQL {
  return sql`(
    select coalesce(sum(sessions), 0) > ${sql.raw(String(count))} + ${takenAway(projectId)}
    from session_days
    where project_id = ${projectId} and days = ${longestBlock} and facet_set_id = any(${facetSets}::uuid[])
  )`;
}

/** At most so many of the sessions in sums are no longer as these say. */
function takenAway(projectId: number): SQL {
  return sql`(select count(*) from session_changes where project_id = ${projectId} and sign < 0)`;
}
