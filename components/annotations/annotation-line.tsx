"use client";

import { use, useState } from "react";
import { ChipButton } from "@/components/ui/chip";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { formatScore } from "@/lib/format";
import { annotationTone } from "@/lib/sessions/annotation-tone";
import type { Annotation } from "@/lib/sessions/session-row";
import { AnnotationDetails } from "./annotation-details";
import { AnnotationForm } from "./annotation-form";
import { targetOf } from "./annotation-requests";
import { AnnotationScopeContext, useAnnotations } from "./use-annotations";

/** One annotation on a line: name, label, score, and the explanation beside it; opens into all of
 * it, to change or remove. */
export function AnnotationLine({ annotation }: { annotation: Annotation }) {
  const scope = use(AnnotationScopeContext);
  const annotations = useAnnotations();
  const [open, setOpen] = useState<"details" | "form" | null>(null);
  const target = targetOf(annotation, scope?.sessionId ?? null);
  const { name, label, score, explanation } = annotation;

  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-sm">
      <Popover open={open !== null} onOpenChange={(isOpen) => setOpen(isOpen ? "details" : null)}>
        <PopoverTrigger asChild>
          <ChipButton
            tone={annotationTone(name, label)}
            className="self-center"
            aria-label={`Annotation ${name}: ${[label, score].filter((part) => part !== null).join(", ")}`}
          >
            <bdi className="min-w-0 truncate">{name}</bdi>
            {label !== null && <bdi className="min-w-0 truncate font-medium">{label}</bdi>}
            {score !== null && <span className="tabular-nums">{formatScore(score)}</span>}
          </ChipButton>
        </PopoverTrigger>
        <PopoverContent aria-label={`Annotation ${name}`}>
          {open === "form" && scope !== null && target !== null ? (
            <AnnotationForm
              project={scope.project}
              initial={annotation}
              onCancel={() => setOpen(null)}
              onSave={(draft) => {
                setOpen(null);
                void annotations?.save(target, draft);
              }}
            />
          ) : (
            <AnnotationDetails
              annotation={annotation}
              onChange={() => setOpen("form")}
              onRemove={() => {
                setOpen(null);
                void annotations?.remove(annotation);
              }}
            />
          )}
        </PopoverContent>
      </Popover>
      {explanation !== null && (
        <bdi className="line-clamp-2 min-w-0 flex-1 basis-48 text-muted [overflow-wrap:anywhere]">
          {explanation}
        </bdi>
      )}
    </div>
  );
}
