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

/** The same judgement of the same target has the same id, however often it is written. */
export function annotationId(
  projectId: number | null,
  traceId: string,
  {
    target,
    targetId,
    name,
    identifier,
  }: Record<"target" | "targetId" | "name" | "identifier", string>,
): string {
  return entityKey(
    projectId ?? 0,
    "annotation",
    JSON.stringify([target, traceId, targetId, name, identifier]),
  );
}
