"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { parseUserQuery } from "@/lib/users/parse-user-query";
import { toUserSearch } from "@/lib/users/to-user-search";
import type { UserQuery } from "@/lib/users/user-query";

const TEXTS = { q: parseAsString, sort: parseAsString, dir: parseAsString };

/** The users list's state, which is its URL. */
export function useUserQuery() {
  const [texts, setTexts] = useQueryStates(TEXTS);
  const { q, sort, dir } = texts;

  return useMemo(() => {
    const given = Object.entries({ q, sort, dir }).flatMap(([name, text]) =>
      text === null ? [] : [[name, text]],
    );
    const { query } = parseUserQuery(new URLSearchParams(given));
    const search = toUserSearch(query);
    return {
      query,
      search,
      setQuery(next: Partial<UserQuery>, history: "push" | "replace" = "push") {
        const params = new URLSearchParams(toUserSearch({ ...query, ...next }));
        void setTexts(
          { q: params.get("q"), sort: params.get("sort"), dir: params.get("dir") },
          { history },
        );
      },
    };
  }, [q, sort, dir, setTexts]);
}
