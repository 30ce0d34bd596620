"use client";

import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { ArrangedColumn } from "@/lib/sessions/column-layout";
import type { SessionColumn } from "@/lib/sessions/columns";
import type { SessionQuery, SessionSort, SortDirection } from "@/lib/sessions/session-query";
import type { SessionRow } from "@/lib/sessions/session-row";

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  rowSortingFeature,
  columnMeta: metaHelper<SessionColumn>(),
});
/** The rows are drawn without the table's help: of them only some exist. */
const NO_ROWS: SessionRow[] = [];
const helper = createColumnHelper<typeof features, SessionRow>();

export interface SessionTableHeader {
  column: SessionColumn;
  sorted: false | "asc" | "desc";
  toggleSort: ((event: unknown) => void) | undefined;
}

export interface SessionHeadersOptions {
  columns: readonly ArrangedColumn[];
  query: SessionQuery;
  onSort: (sort: SessionSort, dir: SortDirection) => void;
}

/** The headers of the visible columns. The server sorts: pressing one asks for another order. */
export function useSessionHeaders({
  columns,
  query,
  onSort,
}: SessionHeadersOptions): SessionTableHeader[] {
  const table = useTable({
    features,
    data: NO_ROWS,
    columns: useMemo(() => helper.columns(columns.map(defineColumn)), [columns]),
    getRowId: (row) => row.sessionId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting: useMemo(() => [{ id: query.sort, desc: query.dir === "desc" }], [query]),
      columnOrder: useMemo(() => columns.map(({ id }) => id), [columns]),
      columnVisibility: useMemo(
        () => Object.fromEntries(columns.map(({ id, visible }) => [id, visible])),
        [columns],
      ),
      columnSizing: useMemo(
        () => Object.fromEntries(columns.map(({ id, width }) => [id, width])),
        [columns],
      ),
    },
    onSortingChange(updater) {
      const current = [{ id: query.sort, desc: query.dir === "desc" }];
      const [next] = typeof updater === "function" ? updater(current) : updater;
      const sort = columns.find(({ id }) => id === next?.id)?.sort;
      if (next && sort) onSort(sort, next.desc ? "desc" : "asc");
    },
  });
  return table.getFlatHeaders().flatMap(({ column }) => {
    const { meta } = column.columnDef;
    if (!meta) return [];
    const toggleSort = column.getCanSort() ? column.getToggleSortingHandler() : undefined;
    return { column: meta, sorted: column.getIsSorted(), toggleSort };
  });
}

function defineColumn(column: SessionColumn) {
  const { id, sort } = column;
  return helper.accessor((session) => (sort === null ? null : session[sort]), {
    id,
    header: column.header,
    enableSorting: sort !== null,
    sortDescFirst: sort !== "userId",
    meta: column,
  });
}
