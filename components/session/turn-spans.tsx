"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { JsonPane } from "@/components/json/json-pane";
import { PaneSkeleton } from "@/components/trace/pane-skeleton";
import { traceQuery } from "@/components/trace/trace-query";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import type { Turn } from "@/lib/conversation/turn";

interface TurnSpansProps {
  project: string;
  /** undefined: the session has no such turn. */
  turn: Turn | undefined;
  index: number;
}

/** The spans of one turn as they were received. */
export function TurnSpans({ project, turn, index }: TurnSpansProps) {
  const traceIds = turn?.traceIds ?? [];
  const traces = useQueries({ queries: traceIds.map((traceId) => traceQuery(project, traceId)) });
  const failed = traces.find(({ error, data }) => error !== null && data === undefined);
  const loaded = traces.flatMap(({ data }) => data ?? []);
  const isLoaded = turn !== undefined && loaded.length === traceIds.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: queries give a new list at every render
  const spans = useMemo(() => {
    const wanted = new Set(turn?.spanIds);
    return loaded.flatMap((trace) => trace.spans.filter(({ spanId }) => wanted.has(spanId)));
  }, [turn, ...loaded]);

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
