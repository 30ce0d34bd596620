import { readApiError } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { Annotation } from "@/lib/sessions/session-row";

/** What an annotation judges. */
export type AnnotationTarget =
  | { target: "session"; sessionId: string }
  | { target: "trace"; traceId: string }
  | { target: "span"; traceId: string; spanId: string };

/** What a person writes. */
export interface AnnotationDraft {
  name: string;
  label: string | null;
  score: number | null;
  explanation: string | null;
}

export type AnnotationBody = AnnotationDraft &
  Pick<Annotation, "annotatorKind" | "identifier" | "metadata">;

/** Keeps what people say here apart from what programs said under the same name. */
export const OWN_IDENTIFIER = "colloquy";

/** Adds it, or replaces the one of the same name and identifier on the same target. */
export async function postAnnotation(
  project: string,
  target: AnnotationTarget,
  { name, label, score, explanation, annotatorKind, identifier, metadata }: AnnotationBody,
): Promise<Annotation> {
  const by = { annotatorKind, identifier, metadata };
  const response = await fetch(apiPath(project, ["annotations"]), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ ...target, name, label, score, explanation, ...by }),
  });
  if (!response.ok) throw await readApiError(response);
  return response.json();
}

export async function deleteAnnotation(project: string, id: string): Promise<void> {
  const response = await fetch(apiPath(project, ["annotations", id]), { method: "DELETE" });
  if (!response.ok && response.status !== 404) throw await readApiError(response);
}

export function targetOf(
  annotation: Annotation,
  sessionId: string | null,
): AnnotationTarget | null {
  const { target, traceId, spanId } = annotation;
  if (target === "session") return sessionId === null ? null : { target, sessionId };
  if (traceId === null) return null;
  if (target === "trace") return { target, traceId };
  return spanId === null ? null : { target, traceId, spanId };
}

/** What the server keeps only one of: the target, the name and who judged. It stays the same when a
 * judgement that is shown already gets its id. */
export function annotationPlace({ target, traceId, spanId, name, identifier }: Annotation): string {
  return JSON.stringify([target, traceId, spanId, name, identifier]);
}
