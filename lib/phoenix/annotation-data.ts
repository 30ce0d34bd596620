import type { AnnotatorKind } from "@/lib/sessions/session-row";
import type { Target } from "./parse-annotations";

export interface ListedAnnotation {
  id: string;
  /** A session id, or the hex of a trace or span id. */
  targetId: string;
  name: string;
  identifier: string;
  label: string | null;
  score: number | null;
  explanation: string | null;
  annotatorKind: AnnotatorKind;
  metadata: Record<string, unknown> | null;
  source: "API" | "APP" | "SPAN";
  createdAt: string;
  updatedAt: string;
}

/** As Phoenix writes it, which knows no annotation that a span carried. */
export function toAnnotationData(target: Target, annotation: ListedAnnotation) {
  const { label, score, explanation } = annotation;
  return {
    id: annotation.id,
    created_at: annotation.createdAt,
    updated_at: annotation.updatedAt,
    source: annotation.source === "APP" ? "APP" : "API",
    user_id: null,
    name: annotation.name,
    annotator_kind: annotation.annotatorKind,
    result: { label, score, explanation },
    metadata: annotation.metadata ?? {},
    identifier: annotation.identifier,
    [`${target}_id`]: annotation.targetId,
  };
}
