"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import { classNames } from "@/components/ui/class-names";
import { useOverscan } from "@/components/ui/use-overscan";
import type { ArrangedColumn } from "@/lib/sessions/column-layout";
import type { SessionQuery, SessionSort, SortDirection } from "@/lib/sessions/session-query";
import type { SessionPage, SessionRow } from "@/lib/sessions/session-row";
import type { PickFilter } from "./session-chips";
import { SessionRowView } from "./session-row-view";
import { SessionTableHead } from "./session-table-head";
import { useRowHeight } from "./use-row-height";
import { moveWithinRow, useRowNavigation } from "./use-row-navigation";

const HEAD_HEIGHT = 36;
const OVERSCAN = 8;
/** Rows left below the window when the next page is asked for. */
const LOAD_AHEAD = 15;

interface SessionTableProps {
  project: string;
  search: string;
  columns: readonly ArrangedColumn[];
  rows: SessionRow[];
  total: SessionPage["total"];
  query: SessionQuery;
  scroller: RefObject<HTMLDivElement | null>;
  /** Where the list starts out, after a way back to it. */
  initialScrollTop: number;
  pendingFocus: RefObject<string | null>;
  activeId: string | null;
  onActivate: (sessionId: string) => void;
  isDimmed: boolean;
  onSort: (sort: SessionSort, dir: SortDirection) => void;
  onResize: (columnId: string, width: number) => void;
  pick: PickFilter;
  /** Asked for once while it stays the same function. */
  loadMore: (() => void) | null;
  /** Under the last row: what is loading, or why it did not. */
  footer: ReactNode;
}

export function SessionTable({
  project,
  search,
  columns,
  rows,
  total,
  query,
  scroller,
  initialScrollTop,
  pendingFocus,
  activeId,
  onActivate,
  isDimmed,
  onSort,
  onResize,
  pick,
  loadMore,
  footer,
}: SessionTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const rowHeight = useRowHeight();

  const shown = useMemo(() => columns.filter(({ visible }) => visible), [columns]);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    // The same functions for the same rows: with others every row is measured anew.
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    getItemKey: useCallback((index: number) => rows[index]?.sessionId ?? index, [rows]),
    overscan: useOverscan(OVERSCAN),
    initialRect: { width: 1200, height: 900 },
    initialOffset: initialScrollTop,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are kept until they are asked for anew
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const activeIndex = Math.max(
    0,
    rows.findIndex(({ sessionId }) => sessionId === activeId),
  );

  useRowNavigation({ rows, activeIndex, setActiveId: onActivate, pendingFocus, body, virtualizer });

  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const wantsMore = loadMore !== null && lastIndex >= rows.length - LOAD_AHEAD;
  useEffect(() => {
    if (wantsMore) loadMore?.();
  }, [wantsMore, loadMore]);

  const tracks = shown.map(({ width }, index) =>
    index === 0 ? `minmax(${width}px,1fr)` : `${width}px`,
  );
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are one tab stop, moved through with arrows (ARIA practices, grid)
      role="grid"
      aria-label="Sessions"
      aria-rowcount={total.exact ? total.count + 1 : -1}
      aria-colcount={shown.length}
      aria-busy={isDimmed}
      className={classNames(
        "block min-w-(--columns-width) max-sm:min-w-0",
        isDimmed && "[&>tbody]:opacity-55",
      )}
      style={{
        "--columns": tracks.join(" "),
        "--columns-width": `${shown.reduce((sum, { width }) => sum + width, 0)}px`,
      }}
    >
      <SessionTableHead columns={columns} query={query} onSort={onSort} onResize={onResize} />
      <tbody
        ref={body}
        onKeyDown={moveWithinRow}
        className="relative block transition-opacity"
        style={{ height: `calc(var(--row-height) * ${rows.length})` }}
      >
        {items.map(({ index, key }) => {
          const session = rows[index];
          return (
            session && (
              <SessionRowView
                key={key}
                session={session}
                index={index}
                columns={shown}
                project={project}
                search={search}
                isActive={index === activeIndex}
                onActivate={onActivate}
                pick={pick}
              />
            )
          );
        })}
      </tbody>
      {footer && (
        <tfoot className="block">
          <tr className="block">
            <td className="block">{footer}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
