"use client";

import { parseAsNativeArrayOf, parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { firstPage, parseSessionQuery } from "@/lib/sessions/parse-session-query";
import { PARAMETER_NAMES } from "@/lib/sessions/session-parameters";
import type { SessionFilters, SessionQuery } from "@/lib/sessions/session-query";
import { toFilterParams, toSearchParams } from "@/lib/sessions/to-search-params";

const TEXTS = Object.fromEntries(
  PARAMETER_NAMES.map((name) => [name, parseAsNativeArrayOf(parseAsString)]),
);

export interface SessionQueryState {
  /** As the URL says it; always the first page. */
  query: SessionQuery;
  /** The query and its filters in one canonical spelling: keys for caches and links. */
  search: string;
  filterSearch: string;
  /** Choices make a step for Back, typing does not. */
  setQuery: (query: SessionQuery, history?: "push" | "replace") => void;
  setFilters: (filters: SessionFilters, history?: "push" | "replace") => void;
}

export function useSessionQuery(): SessionQueryState {
  const [texts, setTexts] = useQueryStates(TEXTS);
  const spelled = spell(texts);

  return useMemo(() => {
    const query = firstPage(parseSessionQuery(new URLSearchParams(spelled)).query);
    const setQuery: SessionQueryState["setQuery"] = (next, history = "push") => {
      const params = toSearchParams(firstPage(next));
      void setTexts(
        Object.fromEntries(
          PARAMETER_NAMES.map((name) => [name, params.has(name) ? params.getAll(name) : null]),
        ),
        { history },
      );
    };
    return {
      query,
      search: toSearchParams(query).toString(),
      filterSearch: toFilterParams(query.filters).toString(),
      setQuery,
      setFilters: (filters, history) => setQuery({ ...query, filters }, history),
    };
  }, [spelled, setTexts]);
}

function spell(texts: Record<string, string[]>): string {
  return new URLSearchParams(
    Object.entries(texts).flatMap(([name, values]) => values.map((value) => [name, value])),
  ).toString();
}
