import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { SessionDetail } from "@/lib/sessions/session-detail";

const LIVE_MS = 2_000;
/** A conversation of this many turns is read again half as often as one without. */
const LARGE_TURNS = 500;

export function sessionKey(project: string, sessionId: string) {
  return ["session", project, sessionId] as const;
}

/** The conversation; while the session is live it is read again every two seconds, large ones
 * less often. */
export function sessionQuery(project: string, sessionId: string) {
  return queryOptions({
    queryKey: sessionKey(project, sessionId),
    queryFn: ({ signal }) =>
      getJson<SessionDetail>(apiPath(project, ["sessions", sessionId, "conversation"]), signal),
    refetchInterval: ({ state: { data } }) =>
      data?.session.live ? LIVE_MS * (1 + data.turns.length / LARGE_TURNS) : false,
  });
}

export interface Neighbors {
  /** null: the session is not in the list, or too far down to count. */
  position: number | null;
  total: { count: number; exact: boolean };
  previous: string | null;
  next: string | null;
}

/** `listSearch`: the filters and order of the list that the reader came from. */
export function neighborsQuery(project: string, sessionId: string, listSearch: string) {
  return queryOptions({
    queryKey: ["neighbors", project, sessionId, listSearch],
    queryFn: ({ signal }) =>
      getJson<Neighbors>(
        apiPath(project, ["sessions", sessionId, "neighbors"], listSearch),
        signal,
      ),
  });
}
