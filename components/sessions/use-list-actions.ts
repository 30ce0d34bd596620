"use client";

import { useEffect, useMemo, useRef } from "react";
import { type ActiveFilter, addFilter } from "@/lib/sessions/active-filters";
import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import type { SessionSort, SortDirection } from "@/lib/sessions/session-query";
import type { SessionQueryState } from "./use-session-query";

/** What rows, head, chart and bar do to the list. The functions stay the same while the list
 * changes: with others everything would be drawn anew. */
export function useListActions(list: SessionQueryState) {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  }, [list]);

  return useMemo(
    () => ({
      pick(filter: ActiveFilter) {
        const { query, setFilters } = latest.current;
        setFilters(addFilter(query.filters, filter));
      },
      selectTime(from: string, to: string) {
        const { query, setFilters } = latest.current;
        setFilters({ ...query.filters, range: "all", from, to });
      },
      sort(sort: SessionSort, dir: SortDirection) {
        const { query, setQuery } = latest.current;
        setQuery({ ...query, sort, dir });
      },
      clear: () => latest.current.setFilters(emptySessionFilters()),
    }),
    [],
  );
}
