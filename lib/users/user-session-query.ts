import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import type { SessionQuery } from "@/lib/sessions/session-query";

/** One user's sessions, the latest first. */
export function userSessionQuery(userId: string): SessionQuery {
  const filters = emptySessionFilters();
  filters.user.include.push(userId);
  return { filters, sort: "startedAt", dir: "desc", limit: 50, cursor: null };
}
