import { type SQL, sql } from "drizzle-orm";

/** Whether the project has more settled sessions than that, by their sums by hour from the latest on:
 * a few rows tell what else some thousand would. False also while the sums do not know. */
export function hasMoreSessions(projectId: number, count: number): SQL {
  return sql`exists (
    select 1 from (
      select sum(sessions) over (order by hour desc) as upto from session_hours
      where project_id = ${projectId}
    ) hours
    where upto > ${sql.raw(String(count))} + (
      select count(*) from session_changes where project_id = ${projectId} and sign < 0
    )
  )`;
}
