"use client";

import { memo } from "react";
import { AnnotationLine } from "@/components/annotations/annotation-line";
import { annotationPlace } from "@/components/annotations/annotation-requests";
import type { Turn } from "@/lib/conversation/turn";
import { formatCountOf } from "@/lib/format";
import type { Annotation } from "@/lib/sessions/session-row";
import { MessageBoundary } from "./message-boundary";
import { StepFrame } from "./step-frame";
import { StepView } from "./step-view";
import type { TurnActions } from "./turn-actions";
import { TurnHeader } from "./turn-header";

interface TurnViewProps {
  turn: Turn;
  turns: number;
  annotations: readonly Annotation[];
  actions: TurnActions;
  annotating: boolean;
}

export function turnElementId(index: number): string {
  return `turn-${index}`;
}

/** One turn: what the person said and everything the application did about it. */
export const TurnView = memo(function TurnView(props: TurnViewProps) {
  const { turn, turns, annotations, actions, annotating } = props;
  const { index, steps, earlierMessages } = turn;
  return (
    <article
      id={turnElementId(index)}
      aria-label={`Turn ${index} of ${turns}`}
      tabIndex={-1}
      className="-outline-offset-2"
    >
      <TurnHeader turn={turn} actions={actions} annotating={annotating} />
      <div className="flex flex-col gap-4 px-3 pt-3 pb-8 sm:px-4">
        {annotations.length > 0 && (
          <ul aria-label="Annotations" className="flex flex-col gap-1 sm:pl-[7.25rem]">
            {annotations.map((annotation) => (
              <li key={annotationPlace(annotation)}>
                <AnnotationLine annotation={annotation} />
              </li>
            ))}
          </ul>
        )}
        {earlierMessages > 0 && (
          <Note>{formatCountOf(earlierMessages, "earlier message")} came with the first call.</Note>
        )}
        {turn.user === null && <Note>No user message was seen.</Note>}
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever appended
          <MessageBoundary key={at} content={step}>
            <StepView step={step} turn={index} at={at} onOpenSpan={actions.openTrace} />
          </MessageBoundary>
        ))}
        {turn.assistant === null && (
          <StepFrame speaker="assistant">
            <p className="text-muted text-sm leading-6">
              {turn.endedAt === null ? "No answer yet." : "No answer."}
            </p>
          </StepFrame>
        )}
      </div>
    </article>
  );
});

function Note({ children }: { children: React.ReactNode }) {
  return <p className="text-muted text-sm sm:pl-[7.25rem]">{children}</p>;
}
