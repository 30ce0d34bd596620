import { and, asc, eq, gt, sql } from "drizzle-orm";
import { database } from "./client";
import { ingestAnnotations } from "./ingest";
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
  const rows = [...new Map(waiting.map((one) => [one.id, one])).values()].map((one) => ({
    project_id: projectId ?? anyProject,
    id: one.id,
    target: one.target,
    target_id: one.targetId,
    name: one.name,
    identifier: one.identifier,
    label: one.label,
    score: one.score,
    explanation: one.explanation,
    annotator_kind: one.annotatorKind,
    metadata: one.metadata === null ? null : JSON.stringify(one.metadata),
    created_at: at,
    updated_at: at,
  }));
  const json = JSON.stringify(rows);
  await retryDeadlocks(() =>
    database().db.execute(sql`
      insert into pending_annotations
      select r.* from json_populate_recordset(null::pending_annotations, ${json}::text::json) r
      order by r.project_id, r.id
      on conflict (project_id, id) do update set
        label = excluded.label, score = excluded.score, explanation = excluded.explanation,
        annotator_kind = excluded.annotator_kind, metadata = excluded.metadata,
        updated_at = excluded.updated_at
      where pending_annotations.updated_at <= excluded.updated_at`),
  );
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
      select 1 from projects p
      join trace_homes h on h.trace_key = entity_key(p.id, 'trace', ${targetId})
      join traces t using (session_key, trace_id))
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
    await ingestAnnotations(placed);
  } catch (error) {
    if (error instanceof AmbiguousTarget) return;
    throw error;
  }
  const { projectId: project, id, updatedAt } = pendingAnnotations;
  await database()
    .db.delete(pendingAnnotations)
    .where(and(eq(project, row.projectId), eq(id, row.id), eq(updatedAt, row.updatedAt)));
}
