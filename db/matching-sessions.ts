import { type SQL, sql } from "drizzle-orm";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { allOf, branches, findMatching, isAmong } from "./match-sessions";

/** Selects the columns of every session that meets the filters; settled ones and live ones apart,
 * so that the indices of either serve. */
export async function matchingSessions(
  projectId: number,
  filters: SessionFilters,
  columns: SQL,
): Promise<SQL> {
  const matching = await findMatching(projectId, filters);
  const where = matching.keys === null ? allOf(matching.conditions) : isAmong(matching.keys);
  return sql.join(
    branches(matching).map(
      (branch) => sql`select ${columns} from sessions where ${branch} and ${where}`,
    ),
    sql` union all `,
  );
}
