import { eq, inArray, sql } from "drizzle-orm";
import type { AnnotationSummary, SessionRow } from "@/lib/sessions/session-row";
import { database } from "./client";
import { readFacet } from "./facets";
import { isoFromPostgres } from "./iso-time";
import { facetSets, sessions, sessionTexts } from "./schema";

/** The rows of these sessions, in the order of their keys; those that are gone are left out. */
export async function readSessionRows(sessionKeys: string[]): Promise<SessionRow[]> {
  if (sessionKeys.length === 0) return [];
  const [rows, summaries] = await Promise.all([
    readRows(sessionKeys),
    readAnnotationSummaries(sessionKeys),
  ]);
  const byKey = new Map(rows.map((row) => [row.session.sessionKey, row]));
  return sessionKeys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [toSessionRow(row, summaries.get(key) ?? {})] : [];
  });
}

function readRows(sessionKeys: string[]) {
  return database()
    .db.select({
      session: sessions,
      sessionId: sessionTexts.sessionId,
      title: sessionTexts.title,
      lastOutput: sessionTexts.lastOutput,
      facets: facetSets.facets,
    })
    .from(sessions)
    .innerJoin(sessionTexts, eq(sessionTexts.sessionKey, sessions.sessionKey))
    .leftJoin(facetSets, eq(facetSets.id, sessions.facetSetId))
    .where(inArray(sessions.sessionKey, sessionKeys));
}

type StoredRow = Awaited<ReturnType<typeof readRows>>[number];

function toSessionRow(row: StoredRow, annotations: Record<string, AnnotationSummary>): SessionRow {
  const { session } = row;
  const facets = (row.facets ?? []).map(readFacet);
  const values = (key: "model" | "tag") =>
    facets.flatMap((facet) => (facet?.key === key ? [facet.value] : []));
  return {
    sessionId: row.sessionId,
    userId: session.userId,
    title: row.title,
    lastOutput: row.lastOutput,
    startedAt: isoFromPostgres(session.startedAt),
    lastActivityAt: isoFromPostgres(session.lastActivityAt),
    durationMs: session.durationMs,
    turns: session.turns,
    traces: session.traces,
    spans: session.spans,
    errors: session.errors,
    promptTokens: session.promptTokens,
    completionTokens: session.completionTokens,
    totalTokens: session.totalTokens,
    tokensPartial: session.tokensPartial,
    costUsd: session.costNanoUsd === null ? null : session.costNanoUsd / 1e9,
    costPartial: session.costPartial,
    costComputed: session.costComputed,
    models: values("model"),
    tags: values("tag"),
    live: !session.settled,
    // With a prototype: React takes no other object across to the browser.
    annotations: { ...annotations },
  };
}

type SummaryRow = { session_key: string; name: string } & Pick<
  AnnotationSummary,
  keyof AnnotationSummary
>;

async function readAnnotationSummaries(sessionKeys: string[]) {
  const rows = await database().db.execute<SummaryRow>(sql`
    select distinct on (session_key, name) session_key, name, label, score, explanation
    from annotations
    where session_key in ${sessionKeys}
    order by session_key, name, target = 'session' desc, updated_at desc, identifier, trace_id, span_id`);
  const byKey = new Map<string, Record<string, AnnotationSummary>>();
  for (const { session_key, name, label, score, explanation } of rows) {
    const names = byKey.get(session_key) ?? Object.create(null);
    names[name] = { label, score, explanation };
    byKey.set(session_key, names);
  }
  return byKey;
}
