import type { Turn } from "@/lib/conversation/turn";
import type { Annotation } from "@/lib/sessions/session-row";

/** Annotations of traces and spans under the index of the first turn that holds their target; what
 * belongs to no turn is left out. */
export function annotationsByTurn(
  turns: readonly Turn[],
  annotations: readonly Annotation[],
): Map<number, Annotation[]> {
  const byTrace = new Map<string, number>();
  const bySpan = new Map<string, number>();
  for (const { index, traceIds, spanIds } of turns) {
    for (const traceId of traceIds) if (!byTrace.has(traceId)) byTrace.set(traceId, index);
    for (const spanId of spanIds) if (!bySpan.has(spanId)) bySpan.set(spanId, index);
  }
  const grouped = new Map<number, Annotation[]>();
  for (const annotation of annotations) {
    if (annotation.target === "session") continue;
    const turn = bySpan.get(annotation.spanId ?? "") ?? byTrace.get(annotation.traceId ?? "");
    if (turn === undefined) continue;
    const group = grouped.get(turn);
    if (group) group.push(annotation);
    else grouped.set(turn, [annotation]);
  }
  return grouped;
}
