import { sql } from "drizzle-orm";
import type { AnnotationSummary, SessionRow } from "@/lib/sessions/session-row";
import { type Facet, readFacet } from "./facets";
import { isoFromPostgres } from "./iso-time";
import { isLive } from "./live-sessions";
import { executePrepared } from "./prepared";

/** The rows of these sessions, in the order of their keys; those that are gone are left out. */
export async function readSessionRows(sessionKeys: string[]): Promise<SessionRow[]> {
  if (sessionKeys.length === 0) return [];
  const rows = await readRows(sessionKeys);
  const byKey = new Map(rows.map((row) => [row.session_key, row]));
  return sessionKeys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [toSessionRow(row)] : [];
  });
}

interface StoredRow extends Record<string, unknown> {
  session_key: string;
  session_id: string;
  user_id: string | null;
  title: string | null;
  last_output: string | null;
  started_at: string;
  last_activity_at: string;
  duration_ms: number;
  turns: number;
  traces: number;
  spans: number;
  errors: number;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  total_tokens: number | null;
  tokens_partial: boolean;
  cost_nano_usd: number | null;
  cost_partial: boolean;
  cost_computed: boolean;
  live: boolean;
  facets: string[] | null;
  annotations: ({ name: string } & AnnotationSummary)[] | null;
}

function readRows(sessionKeys: string[]) {
  return executePrepared<StoredRow>(sql`
    select s.session_key, t.session_id, s.user_id, t.title, t.last_output, s.started_at,
      s.last_activity_at, s.duration_ms, s.turns, s.traces, s.spans, s.errors, s.prompt_tokens,
      s.completion_tokens, s.total_tokens, s.tokens_partial, s.cost_nano_usd, s.cost_partial,
      s.cost_computed, ${isLive} as live, f.facets, (
        select json_agg(a) from (
          select distinct on (name) name, label, score, explanation
          from annotations a where a.session_key = s.session_key
          order by name, target = 'session' desc, updated_at desc, identifier, trace_id, span_id
        ) a
      ) as annotations
    from sessions s
    join session_texts t on t.session_key = s.session_key
    left join facet_sets f on f.id = s.facet_set_id
    where s.session_key = any(${`{${sessionKeys.join(",")}}`}::uuid[])`);
}

function toSessionRow(row: StoredRow): SessionRow {
  const facets = (row.facets ?? []).map(readFacet);
  return {
    sessionId: row.session_id,
    userId: row.user_id,
    title: row.title,
    lastOutput: row.last_output,
    startedAt: isoFromPostgres(row.started_at),
    lastActivityAt: isoFromPostgres(row.last_activity_at),
    durationMs: row.duration_ms,
    turns: row.turns,
    traces: row.traces,
    spans: row.spans,
    errors: row.errors,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
    totalTokens: row.total_tokens,
    tokensPartial: row.tokens_partial,
    costUsd: row.cost_nano_usd === null ? null : row.cost_nano_usd / 1e9,
    costPartial: row.cost_partial,
    costComputed: row.cost_computed,
    models: valuesOf(facets, "model"),
    tags: valuesOf(facets, "tag"),
    live: row.live,
    annotations: summarize(row.annotations ?? []),
  };
}

function valuesOf(facets: (Facet | null)[], key: "model" | "tag"): string[] {
  return facets.flatMap((facet) => (facet?.key === key ? [facet.value] : []));
}

function summarize(annotations: ({ name: string } & AnnotationSummary)[]) {
  const names: Record<string, AnnotationSummary> = Object.create(null);
  for (const { name, label, score, explanation } of annotations) {
    names[name] = { label, score, explanation };
  }
  // With a prototype: React takes no other object across to the browser.
  return { ...names };
}
