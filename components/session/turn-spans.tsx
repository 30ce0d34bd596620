"use client";

import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import { useCallback } from "react";
import { JsonPane } from "@/components/json/json-pane";
import { PaneSkeleton } from "@/components/trace/pane-skeleton";
import { traceQuery } from "@/components/trace/trace-query";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import type { Turn } from "@/lib/conversation/turn";
import type { TraceDetail } from "@/lib/trace/stored-span";

interface TurnSpansProps {
  project: string;
  /** undefined: the session has no such turn. */
  turn: Turn | undefined;
  index: number;
}

/** The spans of one turn as they were received. */
export function TurnSpans({ project, turn, index }: TurnSpansProps) {
  const traceIds = turn?.traceIds ?? [];
  const combine = useCallback(
    (traces: UseQueryResult<TraceDetail>[]) => {
      const wanted = new Set(turn?.spanIds);
      return {
        failed: traces.find(({ error, data }) => error !== null && data === undefined),
        isLoaded: traces.every(({ data }) => data !== undefined),
        spans: traces.flatMap(({ data }) =>
          (data?.spans ?? []).filter(({ spanId }) => wanted.has(spanId)),
        ),
      };
    },
    [turn],
  );
  const { failed, isLoaded, spans } = useQueries({
    queries: traceIds.map((traceId) => traceQuery(project, traceId)),
    combine,
  });

  if (turn === undefined) return <EmptyState title={`There is no turn ${index}.`} />;
  if (failed) {
    return (
      <ErrorState
        title="The spans could not be loaded."
        message={failed.error?.message}
        onRetry={() => failed.refetch()}
      />
    );
  }
  if (!isLoaded) return <PaneSkeleton />;
  return (
    <JsonPane
      key={index}
      value={spans}
      label={`Raw spans of turn ${index}`}
      fileName={`spans-turn-${index}`}
    />
  );
}
