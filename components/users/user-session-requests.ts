import { infiniteQueryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { SessionPage } from "@/lib/sessions/session-row";

/** What the server rendered: the first page of that search. */
export interface RenderedSessions {
  search: string;
  page: SessionPage;
  atMs: number;
}

export function userSessionPages(project: string, userId: string, rendered: RenderedSessions) {
  return infiniteQueryOptions({
    queryKey: ["user-sessions", project, userId],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(rendered.search);
      if (pageParam !== "") params.set("cursor", pageParam);
      return getJson<SessionPage>(apiPath(project, ["sessions"], params.toString()), signal);
    },
    initialPageParam: "",
    getNextPageParam: (page: SessionPage) => page.nextCursor,
    initialData: { pages: [rendered.page], pageParams: [""] },
    initialDataUpdatedAt: rendered.atMs,
  });
}
