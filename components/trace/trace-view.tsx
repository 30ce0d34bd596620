"use client";

import { useMemo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCountOf, formatDuration } from "@/lib/format";
import { buildSpanTree } from "@/lib/trace/build-span-tree";
import type { TraceDetail } from "@/lib/trace/stored-span";
import { traceTimeline } from "@/lib/trace/trace-timeline";
import { SpanDetails } from "./span-details";
import { SpanTree } from "./span-tree";

interface TraceViewProps {
  project: string;
  trace: TraceDetail;
  /** null: the first. */
  spanId: string | null;
  onSelectSpan: (spanId: string) => void;
  /** The details stand beside the tree where there is room. */
  wide?: boolean;
}

/** The span tree of a trace with its timing, and everything about one span. */
export function TraceView({ project, trace, spanId, onSelectSpan, wide = false }: TraceViewProps) {
  const { traceId, spans, annotations } = trace;
  const rows = useMemo(() => buildSpanTree(spans), [spans]);
  const timeline = useMemo(() => traceTimeline(spans), [spans]);
  const selected = rows.find(({ span }) => span.spanId === spanId) ?? rows[0];
  if (selected === undefined) return <EmptyState title="No span of this trace has arrived." />;
  const { span } = selected;

  return (
    <div className={`flex min-h-0 flex-1 flex-col ${wide ? "lg:flex-row" : ""}`}>
      <div
        className={`flex h-[42%] min-h-0 shrink-0 flex-col ${wide ? "lg:h-auto lg:w-[58%]" : ""}`}
      >
        <div className="flex h-8 shrink-0 items-center gap-3 border-line border-b px-3 text-muted text-xs tabular-nums">
          <span className="min-w-0 truncate font-mono">{traceId}</span>
          <CopyButton what="trace id" text={traceId} className="-ml-2" />
          <span className="ml-auto shrink-0">{formatCountOf(spans.length, "span")}</span>
          <span className="shrink-0">
            {formatDuration((timeline.endMicros - timeline.startMicros) / 1000)}
          </span>
        </div>
        <SpanTree rows={rows} timeline={timeline} selected={span.spanId} onSelect={onSelectSpan} />
      </div>
      <SpanDetails
        key={span.spanId}
        project={project}
        traceId={traceId}
        row={selected}
        timeline={timeline}
        annotations={annotations.filter(
          (one) => one.target === "span" && one.spanId === span.spanId,
        )}
        wide={wide}
      />
    </div>
  );
}
