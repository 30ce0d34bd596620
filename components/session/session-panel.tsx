"use client";

import { useMemo } from "react";
import { JsonPane } from "@/components/json/json-pane";
import { TracePanel } from "@/components/trace/trace-panel";
import { toSessionDocument } from "@/lib/conversation/session-document";
import type { SessionDetail } from "@/lib/sessions/session-detail";
import { PanelFrame } from "./panel-frame";
import { TurnSpans } from "./turn-spans";
import type { Panel } from "./use-session-view";

interface SessionPanelProps {
  project: string;
  detail: SessionDetail;
  panel: Panel;
  onClose: () => void;
  onOpen: (panel: Panel) => void;
  onSelectSpan: (spanId: string) => void;
}

export function SessionPanel({
  project,
  detail,
  panel,
  onClose,
  onOpen,
  onSelectSpan,
}: SessionPanelProps) {
  switch (panel.type) {
    case "json":
      return (
        <PanelFrame title="Conversation as JSON" onClose={onClose}>
          <ConversationJson detail={detail} />
        </PanelFrame>
      );
    case "spans":
      return (
        <PanelFrame title={`Raw spans of turn ${panel.turn}`} onClose={onClose}>
          <TurnSpans project={project} turn={detail.turns[panel.turn - 1]} index={panel.turn} />
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
              detail.turns.find(({ traceIds }) => traceIds.includes(panel.traceId))?.traceIds ?? []
            }
            onSelectTrace={(traceId) => onOpen({ type: "trace", traceId, spanId: null })}
          />
        </PanelFrame>
      );
  }
}

function ConversationJson({ detail }: { detail: SessionDetail }) {
  const document = useMemo(() => toSessionDocument(detail), [detail]);
  return (
    <JsonPane
      value={document}
      label="Conversation as JSON"
      fileName={`session-${detail.session.sessionId}`}
    />
  );
}
