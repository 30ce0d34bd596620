import { sessionsPath } from "@/lib/paths";
import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import type { OutcomeFilter } from "@/lib/sessions/session-query";
import { toFilterParams } from "@/lib/sessions/to-search-params";

/** The sessions list of one user, of one outcome if given. */
export function userSessionsPath(
  project: string,
  userId: string,
  outcome: OutcomeFilter | null = null,
): string {
  const filters = emptySessionFilters();
  filters.user.include.push(userId);
  if (outcome) filters.outcome.include.push(outcome);
  return sessionsPath(project, toFilterParams(filters).toString());
}
