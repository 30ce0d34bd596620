"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { AnnotateButton } from "@/components/annotations/annotate-button";
import { AnnotationLine } from "@/components/annotations/annotation-line";
import { annotationPlace } from "@/components/annotations/annotation-requests";
import { AnnotationScopeContext } from "@/components/annotations/use-annotations";
import { FoldsProvider } from "@/components/session/folds";
import { asInitialData, type RenderedData } from "@/components/session/rendered-data";
import { Button } from "@/components/ui/button";
import { sessionPath } from "@/lib/paths";
import type { TraceDetail } from "@/lib/trace/stored-span";
import { traceKey, traceQuery } from "./trace-query";
import { TraceView } from "./trace-view";

interface TracePageProps {
  project: string;
  traceId: string;
  rendered: RenderedData;
}

/** A trace by itself: all there is of one without a session. */
export function TracePage({ project, traceId, rendered }: TracePageProps) {
  const { data: trace } = useQuery({
    ...traceQuery(project, traceId),
    ...asInitialData<TraceDetail>(rendered),
  });
  const [spanId, selectSpan] = useQueryState("span", parseAsString);
  const { sessionId } = trace;
  const scope = useMemo(
    () => ({ project, sessionId, cachesOf: () => [traceKey(project, traceId)] }),
    [project, sessionId, traceId],
  );
  const own = trace.annotations.filter(({ target }) => target === "trace");

  return (
    <AnnotationScopeContext value={scope}>
      <FoldsProvider>
        <div className="flex h-[calc(100dvh-var(--bar-height))] min-h-0 flex-col">
          <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-line border-b px-3 py-1">
            <h1 className="min-w-0 truncate font-semibold text-base">
              Trace <span className="font-mono">{traceId.slice(0, 8)}</span>
            </h1>
            {own.map((annotation) => (
              <AnnotationLine key={annotationPlace(annotation)} annotation={annotation} />
            ))}
            <div className="ml-auto flex items-center gap-2">
              <AnnotateButton target={{ target: "trace", traceId }} label="Annotate the trace">
                Annotate
              </AnnotateButton>
              {sessionId === null ? (
                <span className="text-muted text-sm">belongs to no session</span>
              ) : (
                <Button asChild>
                  <Link href={sessionPath(project, sessionId)}>Open its session</Link>
                </Button>
              )}
            </div>
          </div>
          <h2 className="sr-only">Spans</h2>
          <TraceView
            project={project}
            trace={trace}
            spanId={spanId}
            onSelectSpan={(id) => void selectSpan(id)}
            wide
          />
        </div>
      </FoldsProvider>
    </AnnotationScopeContext>
  );
}
