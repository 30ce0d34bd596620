import { infiniteQueryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { SessionlessTracePage } from "@/lib/trace/stored-span";

/** The traces of a project that name no session, the latest first. */
export function sessionlessPages(project: string, rendered?: SessionlessTracePage, atMs?: number) {
  return infiniteQueryOptions({
    queryKey: ["sessionless-traces", project],
    queryFn: ({ pageParam, signal }) => {
      const search = pageParam === "" ? "" : `cursor=${encodeURIComponent(pageParam)}`;
      return getJson<SessionlessTracePage>(apiPath(project, ["traces"], search), signal);
    },
    initialPageParam: "",
    getNextPageParam: (page: SessionlessTracePage) => page.nextCursor,
    ...(rendered && {
      initialData: { pages: [rendered], pageParams: [""] },
      initialDataUpdatedAt: atMs,
    }),
  });
}
