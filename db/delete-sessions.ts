import { database } from "./client";
import { withIngestSlot } from "./ingest-slot";
import { retryDeadlocks } from "./retry-deadlocks";

/** All of them or, when it throws, none; with their traces, spans and annotations. */
export async function deleteSessions(sessionKeys: string[]): Promise<void> {
  if (sessionKeys.length === 0) return;
  const now = new Date().toISOString();
  const { sql } = database();
  await withIngestSlot(() =>
    retryDeadlocks(
      () => sql`select delete_sessions(${sessionKeys}::text[]::uuid[], ${now}::text::timestamptz)`,
    ),
  );
}
