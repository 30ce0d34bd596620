import { and, asc, eq, gt, sql } from "drizzle-orm";
import { database } from "./client";
import { ingest } from "./ingest";
import { isoFromPostgres } from "./iso-time";
import { AmbiguousTarget, type PlacedAnnotations, placeAnnotations } from "./place-annotations";
import { pendingAnnotations } from "./schema";

/** Annotations wait here while nothing says which project their target belongs to; ingest() takes
 * them along when the target arrives. */
export async function addPendingAnnotations(
  waiting: PlacedAnnotations["waiting"],
  at: string,
): Promise<void> {
  if (waiting.length === 0) return;
  const rows = [...new Map(waiting.map((one) => [one.id, one])).values()].map(
    ({ source: _source, ...one }) => ({
      ...one,
      metadata: one.metadata === null ? null : JSON.stringify(one.metadata),
      createdAt: at,
      updatedAt: at,
    }),
  );
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const { target, targetId, name, identifier } = pendingAnnotations;
  await database()
    .db.insert(pendingAnnotations)
    .values(rows)
    .onConflictDoUpdate({
      target: [target, targetId, name, identifier],
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
  const { id, updatedAt } = pendingAnnotations;
  const recent = await database()
    .db.select()
    .from(pendingAnnotations)
    .where(gt(updatedAt, new Date(nowMs - sweepMs).toISOString()))
    .orderBy(asc(id))
    .limit(atOnce);
  for (const row of recent) await placePending(row);
}

async function placePending(row: typeof pendingAnnotations.$inferSelect): Promise<void> {
  const metadata = row.metadata === null ? null : JSON.parse(row.metadata);
  const input = { ...row, metadata, source: "API" as const };
  try {
    const { placed } = await placeAnnotations([input], null, isoFromPostgres(row.updatedAt));
    if (placed.length === 0) return;
    await ingest({ spans: [], payloads: [], annotations: placed });
  } catch (error) {
    if (error instanceof AmbiguousTarget) return;
    throw error;
  }
  const { id, updatedAt } = pendingAnnotations;
  await database()
    .db.delete(pendingAnnotations)
    .where(and(eq(id, row.id), eq(updatedAt, row.updatedAt)));
}
