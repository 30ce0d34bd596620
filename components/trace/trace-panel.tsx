"use client";

import { useQuery } from "@tanstack/react-query";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Select } from "@/components/ui/input";
import { ApiError } from "@/lib/get-json";
import { PaneSkeleton } from "./pane-skeleton";
import { traceQuery } from "./trace-query";
import { TraceView } from "./trace-view";

interface TracePanelProps {
  project: string;
  traceId: string;
  spanId: string | null;
  /** All traces of the same turn. */
  traceIds: readonly string[];
  onSelectTrace: (traceId: string) => void;
  onSelectSpan: (spanId: string) => void;
}

export function TracePanel(props: TracePanelProps) {
  const { project, traceId, spanId, traceIds, onSelectTrace, onSelectSpan } = props;
  const { data, error, refetch } = useQuery(traceQuery(project, traceId));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {traceIds.length > 1 && (
        <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b px-3">
          <Select
            aria-label="Trace of the turn"
            value={traceId}
            onChange={(event) => onSelectTrace(event.target.value)}
          >
            {traceIds.map((id, index) => (
              <option key={id} value={id}>
                Trace {index + 1} of {traceIds.length}: {id}
              </option>
            ))}
          </Select>
          <Chip className="shrink-0">one turn, {traceIds.length} traces</Chip>
        </div>
      )}
      {data ? (
        <TraceView project={project} trace={data} spanId={spanId} onSelectSpan={onSelectSpan} />
      ) : error instanceof ApiError && error.status === 404 ? (
        <EmptyState title="This trace is not here.">
          It may not have arrived yet: {traceId}
        </EmptyState>
      ) : error ? (
        <ErrorState
          title="The trace could not be loaded."
          message={error.message}
          onRetry={() => refetch()}
        />
      ) : (
        <PaneSkeleton />
      )}
    </div>
  );
}
