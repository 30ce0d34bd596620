"use client";

import { useQuery } from "@tanstack/react-query";
import { JsonPane } from "@/components/json/json-pane";
import { PaneSkeleton } from "@/components/trace/pane-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ApiError } from "@/lib/get-json";
import { turnSpansQuery } from "./session-queries";

interface TurnSpansProps {
  project: string;
  sessionId: string;
  index: number;
}

/** The spans of one turn as they were received. */
export function TurnSpans({ project, sessionId, index }: TurnSpansProps) {
  const { data, error, refetch } = useQuery(turnSpansQuery(project, sessionId, index));
  if (data) {
    return (
      <JsonPane
        key={index}
        value={data}
        label={`Raw spans of turn ${index}`}
        fileName={`spans-turn-${index}`}
      />
    );
  }
  if (error instanceof ApiError && error.status === 404) {
    return <EmptyState title={`There is no turn ${index}.`} />;
  }
  if (error) {
    return (
      <ErrorState
        title="The spans could not be loaded."
        message={error.message}
        onRetry={() => refetch()}
      />
    );
  }
  return <PaneSkeleton />;
}
