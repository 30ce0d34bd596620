"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { Onboarding } from "@/components/onboarding/onboarding";
import { useShortcut } from "@/components/shell/use-shortcut";
import { ErrorState } from "@/components/ui/error-state";
import { announce } from "@/components/ui/live-messages";
import { formatCountOf, formatTotal } from "@/lib/format";
import { isUnfiltered } from "@/lib/sessions/active-filters";
import type { SessionPage, SessionRow } from "@/lib/sessions/session-row";
import { readListPlace } from "./list-place";
import { LiveActivity } from "./live-activity";
import { NoMatch } from "./no-match";
import { SessionListToolbar } from "./session-list-toolbar";
import { type ProjectNames, projectNames, sessionPages } from "./session-requests";
import { SessionSummary } from "./session-summary";
import { SessionTable } from "./session-table";
import { SessionRowsSkeleton } from "./session-table-skeleton";
import { useColumnLayout } from "./use-column-layout";
import { useListActions } from "./use-list-actions";
import { useRememberedPlace } from "./use-remembered-place";
import { useSessionQuery } from "./use-session-query";

export interface SessionListScreenProps {
  project: string;
  names: ProjectNames;
  /** The project's last change, read before the rows. */
  mark: string | null;
  /** What the server rendered: the first page of the list that `search` names. */
  rendered: { search: string; page: SessionPage; at: number };
}

const NO_ROWS: SessionRow[] = [];

export function SessionListScreen({ project, names, mark, rendered }: SessionListScreenProps) {
  const list = useSessionQuery();
  const { query, search, filterSearch, setFilters } = list;
  const { filters } = query;
  const isRendered = search === rendered.search;
  const sessions = useInfiniteQuery({
    ...sessionPages(project, search),
    initialData: isRendered ? { pages: [rendered.page], pageParams: [""] } : undefined,
    initialDataUpdatedAt: rendered.at,
  });
  const { data, isPlaceholderData, hasNextPage, isFetchingNextPage, isFetchNextPageError } =
    sessions;
  const { fetchNextPage } = sessions;
  const { data: known = names } = useQuery({ ...projectNames(project), initialData: names });
  const layout = useColumnLayout(known.annotationNames);

  // Rows belong to the list they came with, also while another is under way.
  const [rowsSearch, setRowsSearch] = useState(search);
  if (!isPlaceholderData && rowsSearch !== search) setRowsSearch(search);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? NO_ROWS, [data]);
  const total = data?.pages[0]?.total ?? { count: 0, exact: true };

  const [place] = useState(() => readListPlace(project, search));
  const [activeId, setActiveId] = useState(place?.sessionId ?? null);
  const pendingFocus = useRef(place?.sessionId ?? null);
  const scroller = useRef<HTMLDivElement>(null);
  useRememberedPlace({ project, search, activeId, scroller });

  const actions = useListActions(list);
  useShortcut("clearFilters", actions.clear, !isUnfiltered(filters));

  const loadMore = useCallback(async () => {
    const { data: loaded, isFetchNextPageError: hasFailed } = await fetchNextPage();
    if (hasFailed) return;
    const pages = loaded?.pages ?? [];
    const count = pages.reduce((sum, page) => sum + page.rows.length, 0);
    const of = pages[0] ? formatTotal(pages[0].total) : "";
    announce(`Loaded ${pages.at(-1)?.rows.length ?? 0} more, ${count} of ${of}`);
  }, [fetchNextPage]);
  const canLoadMore =
    hasNextPage && !isPlaceholderData && !isFetchingNextPage && !isFetchNextPageError;

  if (data && total.count === 0 && !isPlaceholderData && isUnfiltered(filters)) {
    return (
      <div className="relative">
        <LiveActivity project={project} search={search} mark={mark} scroller={scroller} />
        <Onboarding project={project} />
      </div>
    );
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col sm:h-[calc(100dvh-var(--bar-height))] sm:flex-none">
      <SessionListToolbar
        project={project}
        names={known}
        layout={layout}
        list={list}
        count={data ? `${formatTotal(total)} ${total.count === 1 ? "session" : "sessions"}` : ""}
        onClear={actions.clear}
      />
      <SessionSummary
        project={project}
        filterSearch={filterSearch}
        isReady={data !== undefined && !isPlaceholderData}
        onSelectTime={actions.selectTime}
      />
      <div className="relative flex min-h-72 flex-1 flex-col border-line border-t">
        <LiveActivity project={project} search={search} mark={mark} scroller={scroller} />
        <div
          ref={scroller}
          data-session-grid
          className="relative min-h-0 flex-1 overflow-auto overscroll-contain max-sm:h-[calc(100dvh-var(--bar-height))]"
        >
          {data === undefined ? (
            sessions.isError ? (
              <ErrorState
                title="Sessions could not be loaded."
                message={sessions.error.message}
                onRetry={() => sessions.refetch()}
              />
            ) : (
              <SessionRowsSkeleton />
            )
          ) : rows.length === 0 && !isPlaceholderData ? (
            <NoMatch filters={filters} onChange={setFilters} onClear={actions.clear} />
          ) : (
            <SessionTable
              project={project}
              search={rowsSearch}
              columns={layout.columns}
              rows={rows}
              total={total}
              query={query}
              scroller={scroller}
              initialScrollTop={place?.scrollTop ?? 0}
              pendingFocus={pendingFocus}
              activeId={activeId}
              onActivate={setActiveId}
              isDimmed={isPlaceholderData}
              onSort={actions.sort}
              onResize={layout.resize}
              pick={actions.pick}
              loadMore={canLoadMore ? loadMore : null}
              footer={
                isFetchNextPageError ? (
                  <ErrorState
                    inline
                    title={`The rows after ${formatCountOf(rows.length, "session")} could not be loaded.`}
                    onRetry={() => fetchNextPage()}
                  />
                ) : isFetchingNextPage ? (
                  <p className="px-3 py-2 text-muted">Loading more…</p>
                ) : null
              }
            />
          )}
        </div>
      </div>
    </div>
  );
}
