import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { Pulse } from "@/lib/sessions/pulse";
import type { SessionActivity, SessionFacets, SessionStats } from "@/lib/sessions/session-figures";
import type { SessionPage } from "@/lib/sessions/session-row";
import type { UserRow } from "@/lib/users/user-row";

export function sessionPages(project: string, search: string) {
  return infiniteQueryOptions({
    queryKey: ["sessions", project, search],
    queryFn: ({ pageParam, signal }) => getSessionPage(project, search, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page: SessionPage) => page.nextCursor,
    placeholderData: keepPreviousData,
    // The pulse says when there is something new.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

/** `cursor` "" is the first page. */
export function getSessionPage(
  project: string,
  search: string,
  cursor: string,
  signal?: AbortSignal,
): Promise<SessionPage> {
  const params = new URLSearchParams(search);
  if (cursor !== "") params.set("cursor", cursor);
  return getJson(apiPath(project, ["sessions"], params.toString()), signal);
}

/** Everything counted over the current filter lies under ["session-summary", project]. */
function summary<T>(project: string, name: string, filterSearch: string) {
  return queryOptions({
    queryKey: ["session-summary", project, name, filterSearch],
    queryFn: ({ signal }) => getJson<T>(apiPath(project, ["sessions", name], filterSearch), signal),
    placeholderData: keepPreviousData,
  });
}

export function sessionStats(project: string, filterSearch: string) {
  return summary<SessionStats>(project, "stats", filterSearch);
}

export function sessionActivity(project: string, filterSearch: string) {
  return summary<SessionActivity>(project, "activity", filterSearch);
}

export function sessionFacets(project: string, filterSearch: string) {
  return summary<SessionFacets>(project, "facets", filterSearch);
}

export function projectPulse(project: string) {
  return queryOptions({
    queryKey: ["pulse", project],
    queryFn: ({ signal }) => getJson<Pulse>(apiPath(project, ["sessions", "pulse"]), signal),
    refetchInterval: 1000,
    refetchIntervalInBackground: false,
    retry: false,
  });
}

export interface ProjectNames {
  annotationNames: string[];
  metadataKeys: string[];
}

export function projectNames(project: string) {
  return queryOptions({
    queryKey: ["session-summary", project, "names"],
    queryFn: ({ signal }) => getJson<ProjectNames>(apiPath(project, []), signal),
  });
}

/** Users whose id contains the text, for completion. */
export function matchingUsers(project: string, text: string) {
  const params = new URLSearchParams({ q: text, limit: "20" });
  return queryOptions({
    queryKey: ["matching-users", project, text],
    queryFn: ({ signal }) =>
      getJson<{ rows: UserRow[] }>(apiPath(project, ["users"], params.toString()), signal),
    placeholderData: keepPreviousData,
  });
}
