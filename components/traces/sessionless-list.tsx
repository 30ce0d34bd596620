"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatCountOf, formatDuration, formatTotal } from "@/lib/format";
import { sessionsPath, tracePath } from "@/lib/paths";
import type { SessionlessTrace, SessionlessTracePage } from "@/lib/trace/stored-span";
import { sessionlessPages } from "./sessionless-requests";

/** Traces that arrived without a session id: kept, and to be found here. */
export function SessionlessList({
  project,
  rendered,
  atMs,
}: {
  project: string;
  rendered: SessionlessTracePage;
  atMs: number;
}) {
  const traces = useInfiniteQuery(sessionlessPages(project, rendered, atMs));
  const rows = traces.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = traces.data?.pages[0]?.total;
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-3 px-3 py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h1 className="font-semibold text-lg">Traces without a session</h1>
        <span role="status" className="text-muted tabular-nums">
          {total && formatTotal(total)}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title="Every trace names its session"
          actions={
            <Button asChild>
              <Link href={sessionsPath(project)}>Sessions</Link>
            </Button>
          }
        >
          A trace whose spans carry no <code className="font-mono">session.id</code> is listed here.
        </EmptyState>
      ) : (
        <>
          <p className="max-w-prose text-muted">
            No span of these traces carries a <code className="font-mono">session.id</code>. When
            one arrives, the trace joins its session.
          </p>
          <ul className="divide-y divide-line rounded-md border border-line">
            {rows.map((trace) => (
              <TraceRow key={trace.traceId} project={project} trace={trace} />
            ))}
          </ul>
        </>
      )}
      {traces.isError && (
        <ErrorState
          inline
          title="More traces could not be loaded."
          message={traces.error.message}
          onRetry={() => void traces.refetch()}
        />
      )}
      {traces.hasNextPage && (
        <Button
          className="self-center"
          disabled={traces.isFetchingNextPage}
          onClick={() => void traces.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </div>
  );
}

function TraceRow({ project, trace }: { project: string; trace: SessionlessTrace }) {
  return (
    <li>
      <Link
        href={tracePath(project, trace.traceId)}
        className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-3 py-2 hover:bg-hover"
      >
        <span dir="auto" className="min-w-40 flex-1 truncate">
          {trace.question ?? <span className="font-mono text-muted">{trace.traceId}</span>}
        </span>
        {trace.errors > 0 && (
          <span className="text-negative-text tabular-nums">
            {formatCountOf(trace.errors, "error")}
          </span>
        )}
        <span className="text-muted tabular-nums">{formatCountOf(trace.spans, "span")}</span>
        <span className="text-muted tabular-nums">{formatDuration(trace.durationMs)}</span>
        <RelativeTime at={trace.startedAt} className="text-muted tabular-nums" />
      </Link>
    </li>
  );
}
