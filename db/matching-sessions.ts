import { type SQL, sql } from "drizzle-orm";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { allOf, branches, findMatching, isAmong } from "./match-sessions";

/** Gives statements that select columns of every session that meets the filters, and `and`; settled
 * ones and live ones apart, so that the indices of either serve. */
export async function matchingSessions(
  projectId: number,
  filters: SessionFilters,
): Promise<(columns: SQL, and?: SQL) => SQL> {
  const matching = await findMatching(projectId, filters);
  const where = matching.keys === null ? allOf(matching.conditions) : isAmong(matching.keys);
  return (columns, and = sql`true`) =>
    sql.join(
      branches(matching).map(
        (branch) => sql`select ${columns} from sessions where ${branch} and ${where} and ${and}`,
      ),
      sql` union all `,
    );
}
