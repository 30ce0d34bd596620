import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { SessionlessTracePage } from "@/lib/trace/stored-span";
import { database } from "./client";
import { countCap } from "./count-cap";
import { isoFromPostgres } from "./iso-time";
import { traces } from "./schema";

/** The latest first, without the carriers of evaluations. The cursor is a start and a trace id. */
export async function listSessionlessTraces(
  projectId: number,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<SessionlessTracePage> {
  const { db } = database();
  const where = and(
    eq(traces.projectId, projectId),
    isNull(traces.sessionId),
    eq(traces.isCarrier, false),
  );
  const [, startedAt, traceId] = /^(\d{4}-[\dT:.-]+Z)_([0-9a-f]{32})$/.exec(cursor ?? "") ?? [];
  const after =
    startedAt && traceId
      ? sql`(${traces.startedAt}, ${traces.traceId}) < (${startedAt}::text::timestamptz, ${traceId}::text)`
      : undefined;
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(traces)
      .where(and(where, after))
      .orderBy(desc(traces.startedAt), desc(traces.traceId))
      .limit(limit + 1),
    db.execute<{ count: number }>(
      sql`select count(*)::int as count from (select 1 from traces where ${where} limit ${countCap + 1}) counted`,
    ),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const count = counted?.count ?? 0;
  return {
    rows: page.map((row) => ({
      traceId: row.traceId,
      startedAt: isoFromPostgres(row.startedAt),
      durationMs:
        Date.parse(isoFromPostgres(row.lastActivityAt)) -
        Date.parse(isoFromPostgres(row.startedAt)),
      spans: row.spans,
      errors: row.errors,
      question: row.question,
      answer: row.answer,
    })),
    nextCursor:
      rows.length > limit && last ? `${isoFromPostgres(last.startedAt)}_${last.traceId}` : null,
    total: { count: Math.min(count, countCap), exact: count <= countCap },
  };
}
