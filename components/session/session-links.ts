import { sessionsPath } from "@/lib/paths";
import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import { PARAMETER_NAMES } from "@/lib/sessions/session-parameters";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { toFilterParams } from "@/lib/sessions/to-search-params";

/** The sessions list under one filter. */
export function filteredSessionsPath(project: string, filter: Partial<SessionFilters>): string {
  return sessionsPath(project, toFilterParams({ ...emptySessionFilters(), ...filter }).toString());
}

/** What of the list's search decides which sessions it holds and in which order. */
export function listQuery(listSearch: string): string {
  const kept = [...new URLSearchParams(listSearch)].filter(
    ([name]) => PARAMETER_NAMES.includes(name) && name !== "cursor" && name !== "limit",
  );
  return new URLSearchParams(kept).toString();
}
