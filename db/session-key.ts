import { createHash } from "node:crypto";

function entityKey(projectId: number, entity: string, id: string): string {
  const hex = createHash("sha256").update(`${projectId}/${entity}/${id}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The key of a session in every table, a uuid; entity_key() in SQL makes the same. */
export function sessionKey(projectId: number, sessionId: string): string {
  return entityKey(projectId, "session", sessionId);
}

/** The key of a trace without a session, and of its row in trace_homes. */
export function traceKey(projectId: number, traceId: string): string {
  return entityKey(projectId, "trace", traceId);
}

export interface AnnotationName {
  target: string;
  targetId: string;
  /** Of a span, when it was needed to tell it from others of its id. */
  traceId?: string | null;
  name: string;
  identifier: string;
}

/** A uuid, unique in its project. The same judgement of the same target has the same id, however
 * often it is written, and whether or not the target has arrived. */
export function annotationId(annotation: AnnotationName): string {
  const { target, targetId, traceId, name, identifier } = annotation;
  const place = target === "span" ? (traceId ?? "") : "";
  return entityKey(0, "annotation", JSON.stringify([target, place, targetId, name, identifier]));
}
