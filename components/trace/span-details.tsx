"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { AnnotateButton } from "@/components/annotations/annotate-button";
import { AnnotationLine } from "@/components/annotations/annotation-line";
import { annotationPlace } from "@/components/annotations/annotation-requests";
import { TextView } from "@/components/session/text-view";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { AbsoluteTime } from "@/components/ui/relative-time";
import { formatCountOf, formatDuration, formatExactCount, formatExactMoney } from "@/lib/format";
import { tracePath } from "@/lib/paths";
import type { Annotation } from "@/lib/sessions/session-row";
import type { SpanTreeRow } from "@/lib/trace/build-span-tree";
import { isoMicros } from "@/lib/trace/iso-micros";
import type { StoredSpan, TraceSpan } from "@/lib/trace/stored-span";
import { spanDurationMs, type Timeline } from "@/lib/trace/trace-timeline";
import { AttributeList } from "./attribute-list";
import { DetailSection } from "./detail-section";
import { PaneSkeleton } from "./pane-skeleton";
import { SpanEvents } from "./span-events";
import { SpanKindChip } from "./span-kind-chip";
import { spanQuery } from "./trace-query";

interface SpanDetailsProps {
  project: string;
  traceId: string;
  row: SpanTreeRow<TraceSpan>;
  timeline: Timeline;
  annotations: Annotation[];
  wide: boolean;
}

const ODDITIES = {
  orphan: "Its parent has not arrived.",
  circle: "Its parents run in a circle; it is shown at the top.",
} as const;

/** Everything that is known of one span. */
export function SpanDetails(props: SpanDetailsProps) {
  const { project, traceId, row, timeline, annotations, wide } = props;
  const { span, oddity, early } = row;
  const { spanId } = span;
  const query = useQuery(spanQuery(project, traceId, spanId, span.endedAt === null));
  const { data: stored, error, refetch } = query;
  const notes = [
    oddity && ODDITIES[oddity],
    early && "It starts before its parent: clocks differ.",
  ];
  return (
    <section
      aria-label={`Span ${span.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
      tabIndex={0}
      className={`flex min-h-0 flex-1 flex-col overflow-y-auto border-line-strong border-t -outline-offset-2 ${wide ? "lg:border-t-0 lg:border-l" : ""}`}
    >
      <div className="flex flex-col gap-2 px-3 py-3">
        <div className="flex items-center gap-2">
          <SpanKindChip kind={span.kind} />
          <h3 className="min-w-0 flex-1 font-semibold text-base [overflow-wrap:anywhere]">
            <bdi>{span.name || "(no name)"}</bdi>
          </h3>
          <AnnotateButton target={{ target: "span", traceId, spanId }} label="Annotate the span" />
        </div>
        {notes.map(
          (note) =>
            note && (
              <p key={note} className="text-warning-text text-xs">
                {note}
              </p>
            ),
        )}
        {stored && <SpanFacts span={stored} timeline={timeline} />}
        {stored && stored.error !== null && (
          <div className="rounded-md border border-negative-line bg-negative-soft px-3 py-2 text-negative-text">
            <TextView
              text={stored.error || "Failed without a message."}
              place={`span:${spanId}:error`}
            />
          </div>
        )}
        {annotations.map((annotation) => (
          <AnnotationLine key={annotationPlace(annotation)} annotation={annotation} />
        ))}
      </div>
      {stored ? (
        <SpanContents project={project} span={stored} />
      ) : error ? (
        <ErrorState
          inline
          title="The span could not be loaded."
          message={error.message}
          onRetry={() => refetch()}
        />
      ) : (
        <PaneSkeleton />
      )}
    </section>
  );
}

function SpanContents({ project, span }: { project: string; span: StoredSpan }) {
  const { spanId } = span;
  return (
    <>
      <AttributeList
        title="Attributes"
        attributes={span.attributes}
        place={`span:${spanId}:attributes`}
      />
      <SpanEvents
        events={span.events}
        place={`span:${spanId}`}
        startMicros={isoMicros(span.startedAt)}
      />
      {span.links.length > 0 && (
        <DetailSection title={formatCountOf(span.links.length, "link")}>
          <ul className="flex flex-col gap-1 px-3">
            {span.links.map((link) => (
              <li key={`${link.traceId}${link.spanId}`} className="truncate font-mono text-xs">
                <Link
                  href={tracePath(project, link.traceId, `span=${link.spanId}`)}
                  className="rounded-sm text-accent-text underline underline-offset-2"
                >
                  {link.traceId} / {link.spanId}
                </Link>
              </li>
            ))}
          </ul>
        </DetailSection>
      )}
      <AttributeList
        title="Resource"
        attributes={span.resource}
        place={`span:${spanId}:resource`}
      />
      <DetailSection title="Scope">
        <p className="px-3 font-mono text-xs [overflow-wrap:anywhere]">
          {[span.scope.name, span.scope.version].filter(Boolean).join(" ") || "not given"}
        </p>
      </DetailSection>
    </>
  );
}

function SpanFacts({ span, timeline }: { span: StoredSpan; timeline: Timeline }) {
  const offsetMs = (isoMicros(span.startedAt) - timeline.startMicros) / 1000;
  const tokens =
    span.totalTokens === null
      ? null
      : `${formatExactCount(span.promptTokens)} prompt + ${formatExactCount(span.completionTokens)} completion = ${formatExactCount(span.totalTokens)}`;
  const facts: [string, ReactNode][] = [
    ["Started", <AbsoluteTime key="at" at={span.startedAt} />],
    ["After", formatDuration(offsetMs)],
    ["Took", span.endedAt === null ? "still running" : formatDuration(spanDurationMs(span))],
    ["Status", [span.statusCode, span.statusMessage].filter(Boolean).join(": ")],
    ["Model", span.model],
    ["Tokens", tokens],
    ["Cost", span.costUsd === null ? null : formatExactMoney(span.costUsd)],
    ["Span id", <Id key="id" id={span.spanId} what="span id" />],
    [
      "Parent",
      span.parentSpanId && <Id key="parent" id={span.parentSpanId} what="parent's span id" />,
    ],
    ["Trace state", span.traceState],
  ];
  return (
    <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-2 text-sm tabular-nums">
      {facts.map(([name, value]) =>
        value === null || value === "" ? null : (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Id({ id, what }: { id: string; what: string }) {
  return (
    <span className="flex items-center gap-1">
      <span className="font-mono text-xs">{id}</span>
      <CopyButton what={what} text={id} />
    </span>
  );
}
