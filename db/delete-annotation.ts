import { sql } from "drizzle-orm";
import { database } from "./client";
import { withIngestSlot } from "./ingest-slot";
import { retryDeadlocks } from "./retry-deadlocks";

/** false: the project has no such annotation. The session's facets follow. `id` is a uuid. */
export async function deleteAnnotation(projectId: number, id: string): Promise<boolean> {
  const now = new Date().toISOString();
  const [row] = await withIngestSlot(() =>
    retryDeadlocks(() =>
      database().db.execute<{ deleted: boolean }>(sql`
        select delete_annotation(${projectId}, ${id}::text::uuid, ${now}::text::timestamptz) as deleted`),
    ),
  );
  return row?.deleted ?? false;
}
