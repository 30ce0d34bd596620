import { and, asc, eq, gt, sql } from "drizzle-orm";
import { database } from "./client";
import { ingest } from "./ingest";
import { isoFromPostgres } from "./iso-time";
import { AmbiguousTarget, type PlacedAnnotations, placeAnnotations } from "./place-annotations";
import { retryDeadlocks } from "./retry-deadlocks";
import { pendingAnnotations } from "./schema";

const anyProject = 0;

/** Annotations wait here while nothing says which project, or which trace of it, their target
 * belongs to; ingest() takes them along when the target arrives. */
export async function addPendingAnnotations(
  waiting: PlacedAnnotations["waiting"],
  projectId: number | null,
  at: string,
): Promise<void> {
  if (waiting.length === 0) return;
  const rows = [...new Map(waiting.map((one) => [one.id, one])).values()].map(
    ({ source: _source, traceId: _traceId, ...one }) => ({
      ...one,
      projectId: projectId ?? anyProject,
      metadata: one.metadata === null ? null : JSON.stringify(one.metadata),
      createdAt: at,
      updatedAt: at,
    }),
  );
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let from = 0; from < rows.length; from += atOnce) {
    await retryDeadlocks(() => upsert(rows.slice(from, from + atOnce)));
  }
}

function upsert(rows: (typeof pendingAnnotations.$inferInsert)[]) {
  const { projectId, id } = pendingAnnotations;
  return database()
    .db.insert(pendingAnnotations)
    .values(rows)
    .onConflictDoUpdate({
      target: [projectId, id],
      set: {
        label: sql`excluded.label`,
        score: sql`excluded.score`,
        explanation: sql`excluded.explanation`,
        annotatorKind: sql`excluded.annotator_kind`,
        metadata: sql`excluded.metadata`,
        updatedAt: sql`excluded.updated_at`,
      },
    });
}

const sweepMs = 120_000;
const atOnce = 1_000;

/** Catches the annotation that was written while its target was being committed: neither could see
 * the other. Looks at recent ones only; older ones wait for their target in ingest(). */
export async function sweepPendingAnnotations(nowMs = Date.now()): Promise<void> {
  const { id, target, targetId, updatedAt } = pendingAnnotations;
  const hasArrived = sql`case ${target}
    when 'session' then exists (select 1 from session_texts x where x.session_id = ${targetId})
    when 'trace' then exists (
      select 1 from trace_homes h join traces t using (session_key, trace_id) where h.trace_id = ${targetId})
    else exists (select 1 from spans s where s.span_id = ${targetId})
  end`;
  const recent = await database()
    .db.select()
    .from(pendingAnnotations)
    .where(and(gt(updatedAt, new Date(nowMs - sweepMs).toISOString()), hasArrived))
    .orderBy(asc(id))
    .limit(atOnce);
  for (const row of recent) await placePending(row);
}

async function placePending(row: typeof pendingAnnotations.$inferSelect): Promise<void> {
  const metadata = row.metadata === null ? null : JSON.parse(row.metadata);
  const input = { ...row, metadata, source: "API" as const };
  const projectId = row.projectId === anyProject ? null : row.projectId;
  try {
    const { placed } = await placeAnnotations([input], projectId, isoFromPostgres(row.updatedAt));
    if (placed.length === 0) return;
    await ingest({ spans: [], payloads: [], annotations: placed });
  } catch (error) {
    if (error instanceof AmbiguousTarget) return;
    throw error;
  }
  const { projectId: project, id, updatedAt } = pendingAnnotations;
  await database()
    .db.delete(pendingAnnotations)
    .where(and(eq(project, row.projectId), eq(id, row.id), eq(updatedAt, row.updatedAt)));
}
