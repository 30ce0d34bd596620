import { type SQL, sql } from "drizzle-orm";
import type { AnnotationCursor } from "@/lib/phoenix/annotation-cursor";
import type { ListedAnnotation } from "@/lib/phoenix/annotation-data";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import type { annotations } from "./schema";
import { sessionKey, traceKey } from "./session-key";

export interface ListedTargets {
  target: "session" | "trace" | "span";
  /** Of the targets; empty asks nothing. */
  ids: string[];
  identifiers: string[];
  includeNames: string[];
  excludeNames: string[];
}

interface Place {
  from: AnnotationCursor | null;
  limit: number;
}

type Stored = typeof annotations.$inferSelect;

type StoredRow = Record<string, unknown> &
  Pick<Stored, "id" | "name" | "identifier" | "label" | "score" | "explanation" | "metadata"> &
  Pick<Stored, "source"> & {
    target_id: string;
    annotator_kind: Stored["annotatorKind"];
    created_at: string;
    updated_at: string;
  };

/** The rows of the targets that have arrived, each with its target_id. */
const sources: Record<ListedTargets["target"], (projectId: number, ids: string[]) => SQL> = {
  session: (projectId, ids) => sql`
    select a.*, x.session_id as target_id
    from annotations a join session_texts x on x.session_key = a.session_key
    where a.target = 'session' ${among(
      sql`a.session_key`,
      ids.map((id) => sessionKey(projectId, id)),
    )}`,
  trace: (projectId, ids) => sql`
    select a.*, a.trace_id as target_id
    from annotations a join traces t on t.session_key = a.session_key and t.trace_id = a.trace_id
    where a.target = 'trace' ${homes(
      projectId,
      ids.map((id) => traceKey(projectId, id)),
    )}`,
  span: (projectId, ids) => sql`
    select a.*, a.span_id as target_id
    from annotations a
    where a.target = 'span'
    ${
      ids.length === 0
        ? sql``
        : sql`and (a.session_key, a.trace_id, a.span_id) in (
            select s.session_key, s.trace_id, s.span_id from spans s
            where s.span_id in ${ids} and s.project_id = ${projectId})`
    }`,
};

/** One page, the newest first. */
export async function listAnnotations(
  projectId: number,
  asked: ListedTargets,
  { from, limit }: Place,
): Promise<{ annotations: ListedAnnotation[]; next: AnnotationCursor | null }> {
  const beyond = from
    ? sql`and (created_at, id) < (${from.createdAt}::text::timestamptz, ${from.id}::text::uuid)`
    : sql``;
  const rows = await database().db.execute<StoredRow>(sql`
    select id, target_id, name, identifier, label, score, explanation, annotator_kind, metadata,
      source, created_at::text, updated_at::text
    from (${sources[asked.target](projectId, asked.ids)}) found
    where project_id = ${projectId}
      ${among(sql`identifier`, asked.identifiers)}
      ${among(sql`name`, asked.includeNames)}
      ${asked.excludeNames.length === 0 ? sql`` : sql`and name not in ${asked.excludeNames}`}
      ${beyond}
    order by created_at desc, id desc
    limit ${limit + 1}`);
  const page = rows.slice(0, limit).map(toListed);
  const last = page.at(-1);
  return {
    annotations: page,
    next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  };
}

function among(column: SQL, values: string[]): SQL {
  return values.length === 0 ? sql`` : sql`and ${column} in ${values}`;
}

function homes(projectId: number, traceKeys: string[]): SQL {
  return traceKeys.length === 0
    ? sql``
    : sql`and (a.session_key, a.trace_id) in (
        select h.session_key, h.trace_id from trace_homes h
        where h.trace_key in ${traceKeys} and h.project_id = ${projectId})`;
}

function toListed(row: StoredRow): ListedAnnotation {
  return {
    id: row.id,
    targetId: row.target_id,
    name: row.name,
    identifier: row.identifier,
    label: row.label,
    score: row.score,
    explanation: row.explanation,
    annotatorKind: row.annotator_kind,
    metadata: row.metadata === null ? null : JSON.parse(row.metadata),
    source: row.source,
    createdAt: isoFromPostgres(row.created_at),
    updatedAt: isoFromPostgres(row.updated_at),
  };
}
