"use client";

import { useMemo } from "react";
import { JsonPane } from "@/components/json/json-pane";
import { PaneSkeleton } from "@/components/trace/pane-skeleton";
import { TracePanel } from "@/components/trace/trace-panel";
import { ErrorState } from "@/components/ui/error-state";
import { toSessionDocument } from "@/lib/conversation/session-document";
import type { SessionHead, TurnPage } from "@/lib/sessions/session-detail";
import { PanelFrame } from "./panel-frame";
import { TurnSpans } from "./turn-spans";
import type { Panel } from "./use-session-view";
import type { Turns } from "./use-turns";

interface SessionPanelProps {
  project: string;
  head: SessionHead;
  turns: Turns;
  panel: Panel;
  onClose: () => void;
  onOpen: (panel: Panel) => void;
  onSelectSpan: (spanId: string) => void;
}

export function SessionPanel({
  project,
  head,
  turns,
  panel,
  onClose,
  onOpen,
  onSelectSpan,
}: SessionPanelProps) {
  switch (panel.type) {
    case "json":
      return (
        <PanelFrame title="Conversation as JSON" onClose={onClose}>
          {turns.whole ? (
            <ConversationJson head={head} whole={turns.whole} />
          ) : turns.failed ? (
            <ErrorState
              title="The conversation could not be loaded."
              message={turns.failed.message}
              onRetry={turns.failed.retry}
            />
          ) : (
            <PaneSkeleton />
          )}
        </PanelFrame>
      );
    case "spans":
      return (
        <PanelFrame title={`Raw spans of turn ${panel.turn}`} onClose={onClose}>
          <TurnSpans project={project} sessionId={head.session.sessionId} index={panel.turn} />
        </PanelFrame>
      );
    case "trace":
      return (
        <PanelFrame title="Trace" onClose={onClose}>
          <TracePanel
            key={panel.traceId}
            project={project}
            traceId={panel.traceId}
            spanId={panel.spanId}
            onSelectSpan={onSelectSpan}
            traceIds={
              turns.loaded.find(({ traceIds }) => traceIds.includes(panel.traceId))?.traceIds ?? []
            }
            onSelectTrace={(traceId) => onOpen({ type: "trace", traceId, spanId: null })}
          />
        </PanelFrame>
      );
  }
}

function ConversationJson({ head, whole }: { head: SessionHead; whole: TurnPage }) {
  const { session } = head;
  const document = useMemo(
    () =>
      toSessionDocument({
        session,
        turns: whole.turns,
        annotations: [...head.annotations, ...whole.annotations],
      }),
    [session, head.annotations, whole],
  );
  return (
    <JsonPane
      value={document}
      label="Conversation as JSON"
      fileName={`session-${session.sessionId}`}
    />
  );
}
