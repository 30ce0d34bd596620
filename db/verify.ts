import { asc, gt, inArray, sql } from "drizzle-orm";
import { deriveTurns } from "@/lib/conversation/derive-turns";
import { database } from "./client";
import { readConversationSpans } from "./conversation-spans";
import type { TimeBounds } from "./plan-session";
import { recountSession, recountTrace, type TraceFigures } from "./recount";
import { sessions, sessionTexts, spans, traces } from "./schema";
import { sessionKey, traceKey } from "./session-key";
import { verifyRollups } from "./verify-rollups";

export interface Verification {
  sessions: number;
  traces: number;
  spans: number;
  /** One line each; [] when every figure equals its recount. */
  differences: string[];
}

const keysAtOnce = 200;

/** Compares every stored session and trace with a recount from its spans. Reads everything; meant
 * for a database that nobody writes to meanwhile. */
export async function verifyDatabase(): Promise<Verification> {
  const result: Verification = { sessions: 0, traces: 0, spans: 0, differences: [] };
  for await (const keys of pageKeys()) await verifyKeys(keys, result);
  result.differences.push(...(await findStrays()), ...(await verifyRollups()));
  return result;
}

async function* pageKeys(): AsyncGenerator<string[]> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await database()
      .db.selectDistinct({ key: traces.sessionKey })
      .from(traces)
      .where(gt(traces.sessionKey, last))
      .orderBy(asc(traces.sessionKey))
      .limit(keysAtOnce);
    const keys = rows.map(({ key }) => key);
    if (keys.length === 0) return;
    yield keys;
    last = keys.at(-1) ?? last;
  }
}

async function verifyKeys(keys: string[], result: Verification): Promise<void> {
  const { db } = database();
  const [traceRows, sessionRows, textRows, spanRows] = await Promise.all([
    db.select().from(traces).where(inArray(traces.sessionKey, keys)),
    db.select().from(sessions).where(inArray(sessions.sessionKey, keys)),
    db.select().from(sessionTexts).where(inArray(sessionTexts.sessionKey, keys)),
    db.select().from(spans).where(inArray(spans.sessionKey, keys)),
  ]);
  const spansOf = groupBy(spanRows, (span) => `${span.sessionKey}/${span.traceId}`);
  const tracesOf = groupBy(traceRows, (trace) => trace.sessionKey);
  const sessionOf = new Map(sessionRows.map((row) => [row.sessionKey, row]));
  const textOf = new Map(textRows.map((row) => [row.sessionKey, row]));
  const recounts: Promise<void>[] = [];
  for (const key of keys) {
    const counted: TraceFigures[] = [];
    for (const trace of tracesOf.get(key) ?? []) {
      const members = spansOf.get(`${key}/${trace.traceId}`) ?? [];
      result.traces += 1;
      result.spans += members.length;
      const name = `trace ${trace.traceId}`;
      if (members.length === 0) {
        result.differences.push(`${name}: no spans`);
        continue;
      }
      const figures = recountTrace(members);
      result.differences.push(...differences(name, trace, figures));
      const home = homeOf(trace.projectId, trace.traceId, figures.sessionId);
      if (home !== key) result.differences.push(`${name}: stored under ${key}, belongs to ${home}`);
      if (figures.sessionId !== null) counted.push(figures);
    }
    const expected = recountSession(counted);
    const row = sessionOf.get(key);
    if (!expected || !row) {
      if (Boolean(expected) !== Boolean(row))
        result.differences.push(`session ${key}: ${row ? "stored" : "missing"}`);
      continue;
    }
    result.sessions += 1;
    const name = `session ${textOf.get(key)?.sessionId ?? key}`;
    const recount = async () => {
      const turns = await recountTurns(key, expected);
      result.differences.push(...differences(name, row, { ...expected, turns }));
    };
    recounts.push(recount());
  }
  await Promise.all(recounts);
}

function homeOf(projectId: number, traceId: string, sessionId: string | null): string {
  return sessionId === null ? traceKey(projectId, traceId) : sessionKey(projectId, sessionId);
}

async function recountTurns(key: string, bounds: TimeBounds): Promise<number> {
  return deriveTurns(await readConversationSpans(key, bounds)).length;
}

function differences<T extends object>(name: string, stored: T, expected: Partial<T>): string[] {
  const lines: string[] = [];
  for (const field in expected) {
    const [is, should] = [comparable(stored[field]), comparable(expected[field])];
    if (is !== should) lines.push(`${name}: ${field} is ${is}, counted ${should}`);
  }
  return lines;
}

function comparable(value: unknown): string {
  return JSON.stringify(value);
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Rows that belong to nothing. */
const strays = {
  "spans without a trace": sql`
    select count(*)::int as count from spans s where not exists (
      select 1 from traces t where t.session_key = s.session_key and t.trace_id = s.trace_id)`,
  "spans without a payload": sql`
    select count(*)::int as count from spans s where not exists (
      select 1 from span_payloads p where p.session_key = s.session_key and p.trace_id = s.trace_id
        and p.chunk_id = coalesce(s.chunk_id, s.span_id) and p.started_at =
        case when s.chunk_id is null then s.started_at else week_of(s.started_at) end)`,
  "payloads without a span": sql`
    select count(*)::int as count from span_payloads p where not exists (
      select 1 from spans s where p.session_key = s.session_key and p.trace_id = s.trace_id
        and p.chunk_id = coalesce(s.chunk_id, s.span_id) and p.started_at =
        case when s.chunk_id is null then s.started_at else week_of(s.started_at) end)`,
  "texts without a span": sql`
    select count(*)::int as count from span_texts p where not exists (
      select 1 from spans s where p.session_key = s.session_key and p.trace_id = s.trace_id
        and p.span_id = s.span_id and p.started_at = s.started_at)`,
  "spans stored twice": sql`
    select count(*)::int as count from (
      select 1 from spans group by project_id, trace_id, span_id having count(*) > 1) twice`,
  "traces away from home": sql`
    select count(*)::int as count from traces t where not exists (
      select 1 from trace_homes h where h.trace_key = entity_key(t.project_id, 'trace', t.trace_id)
        and h.session_key = t.session_key)`,
  "sessions without a trace": sql`
    select count(*)::int as count from sessions s where not exists (
      select 1 from traces t where t.session_key = s.session_key and not t.is_carrier)`,
  "sessions without a text": sql`
    select count(*)::int as count from sessions s where not exists (
      select 1 from session_texts x where x.session_key = s.session_key)`,
};

async function findStrays(): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, query] of Object.entries(strays)) {
    const [row] = await database().db.execute<{ count: number }>(query);
    if (row && row.count > 0) lines.push(`${row.count} ${name}`);
  }
  return lines;
}
