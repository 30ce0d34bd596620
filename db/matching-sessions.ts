import { type SQL, sql } from "drizzle-orm";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { sessionConditions } from "./session-conditions";

/** Selects the columns of every session that meets the filters; settled ones and live ones apart,
 * so that the indices of either serve. `except` leaves one filter out. */
export function matchingSessions(
  projectId: number,
  filters: SessionFilters,
  columns: SQL,
  except?: keyof SessionFilters,
): SQL {
  const where = sessionConditions(projectId, filters, except);
  return sql`select ${columns} from sessions where settled and ${where}
    union all select ${columns} from sessions where not settled and ${where}`;
}
