import { and, eq } from "drizzle-orm";
import type { Annotation } from "@/lib/sessions/session-row";
import { database } from "./client";
import { ingestAnnotations } from "./ingest";
import { withIngestSlot } from "./ingest-slot";
import { addPendingAnnotations } from "./pending-annotations";
import { type AnnotationInput, placeAnnotations } from "./place-annotations";
import { toAnnotation } from "./read-annotations";
import { annotations } from "./schema";

/** Adds or replaces, by (target, name, identifier); on disk when it resolves. What judges a target
 * that has not arrived waits for it. The ids come in the order of the inputs. Throws
 * AmbiguousTarget before anything is written. */
export async function putAnnotations(
  inputs: AnnotationInput[],
  projectId: number | null,
): Promise<string[]> {
  const at = new Date().toISOString();
  const { placed, waiting, ids } = await placeAnnotations(inputs, projectId, at);
  await withIngestSlot(async () => {
    if (placed.length > 0) await ingestAnnotations(placed);
    await addPendingAnnotations(waiting, projectId, at);
  });
  return ids;
}

/** null: no such annotation in the project. */
export async function getAnnotation(projectId: number, id: string): Promise<Annotation | null> {
  const [row] = await database()
    .db.select()
    .from(annotations)
    .where(and(eq(annotations.id, id), eq(annotations.projectId, projectId)));
  return row ? toAnnotation(row) : null;
}
