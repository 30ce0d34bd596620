import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { UserRow } from "@/lib/users/user-row";

export interface UserPage {
  rows: UserRow[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
}

/** What the server rendered; it stands for the first page of that search. */
export interface RenderedUsers {
  search: string;
  page: UserPage;
  atMs: number;
}

export function userPages(project: string, search: string, rendered: RenderedUsers) {
  return infiniteQueryOptions({
    queryKey: ["users", project, search],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(search);
      if (pageParam !== "") params.set("cursor", pageParam);
      return getJson<UserPage>(apiPath(project, ["users"], params.toString()), signal);
    },
    initialPageParam: "",
    getNextPageParam: (page: UserPage) => page.nextCursor,
    placeholderData: keepPreviousData,
    ...(rendered.search === search && {
      initialData: { pages: [rendered.page], pageParams: [""] },
      initialDataUpdatedAt: rendered.atMs,
    }),
  });
}
