import { and, desc, eq, inArray } from "drizzle-orm";
import type { Annotation } from "@/lib/sessions/session-row";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import { annotations } from "./schema";

type StoredAnnotation = typeof annotations.$inferSelect;

/** Of a session, its traces and its spans; or of some traces and their spans, where "" stands for
 * the session itself. The latest first. */
export async function readAnnotations(
  sessionKey: string,
  traceIds?: readonly string[],
): Promise<Annotation[]> {
  const rows = await database()
    .db.select()
    .from(annotations)
    .where(
      and(
        eq(annotations.sessionKey, sessionKey),
        traceIds && inArray(annotations.traceId, [...traceIds]),
      ),
    )
    .orderBy(annotations.name, desc(annotations.updatedAt), annotations.id);
  return rows.map(toAnnotation);
}

export function toAnnotation(row: StoredAnnotation): Annotation {
  return {
    id: row.id,
    target: row.target,
    traceId: row.traceId === "" ? null : row.traceId,
    spanId: row.spanId === "" ? null : row.spanId,
    name: row.name,
    label: row.label,
    score: row.score,
    explanation: row.explanation,
    annotatorKind: row.annotatorKind,
    identifier: row.identifier,
    metadata: row.metadata === null ? null : JSON.parse(row.metadata),
    createdAt: isoFromPostgres(row.createdAt),
    updatedAt: isoFromPostgres(row.updatedAt),
  };
}
