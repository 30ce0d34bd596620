import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { sessionKey } from "@/db/session-key";
import type { NumberRange, SessionFilters, SessionSort } from "@/lib/sessions/session-query";
import type { Random } from "./random-spans";

/** A session as it is stored, told so that filters and orders can be worked out without SQL. */
export interface KnownSession {
  key: string;
  sessionId: string;
  settled: boolean;
  live: boolean;
  values: Record<SessionSort, number | string | null>;
  models: string[];
  tags: string[];
  /** By name; null: without a label. */
  outcomes: Map<string, { label: string | null; score: number }>;
  metadata: Record<string, string>;
  /** The texts of its spans. */
  texts: string[];
}

export const words = ["alpha", "alphabet", "beta", "gamma", "delta"];

/** Few distinct values, so that they tie; some unknown; a tenth unsettled, and a tenth just seen. */
export function makeKnownSessions(
  random: Random,
  count: number,
  projectId: number,
): KnownSession[] {
  const upTo = (most: number) => Math.floor(random() * most);
  const known = <T>(value: T) => (random() < 0.15 ? null : value);
  const some = (values: string[]) => values.filter(() => random() < 0.4);
  return Array.from({ length: count }, (_, index) => {
    const duration = upTo(5) * (random() < 0.3 ? 3_600_000 : 1_000);
    const isRecent = random() < 0.1;
    const started = isRecent
      ? Date.now() - 60_000 - duration
      : Date.UTC(2026, 9, 1) + upTo(40) * 3_600_000;
    const settled = random() < 0.9;
    const tokens = known(upTo(50));
    const outcomes: KnownSession["outcomes"] = new Map(
      some(["goal", "tone"]).map((outcome) => [
        outcome,
        { label: known(`label-${upTo(3)}`), score: upTo(10) / 10 },
      ]),
    );
    const metadata: Record<string, string> = random() < 0.5 ? { tenant: `t${upTo(3)}` } : {};
    return {
      key: sessionKey(projectId, `known-${index}`),
      sessionId: `known-${index}`,
      ...{ settled, live: !settled || isRecent },
      values: {
        startedAt: started,
        lastActivityAt: started + duration,
        durationMs: duration,
        turns: upTo(4),
        traces: 1 + upTo(3),
        spans: 1 + upTo(9),
        errors: random() < 0.2 ? 1 + upTo(2) : 0,
        promptTokens: tokens,
        completionTokens: known(upTo(9)),
        totalTokens: tokens,
        costUsd: known(upTo(20) / 1_000),
        userId: known(`user-${upTo(6)}`),
      },
      models: some(["gpt", "claude"]),
      tags: some(["beta", "vip"]),
      outcomes,
      metadata,
      texts: Array.from({ length: upTo(4) }, () =>
        Array.from({ length: 1 + upTo(4) }, () => words[upTo(words.length)]).join(" "),
      ),
    };
  });
}

export async function storeKnownSessions(
  projectId: number,
  sessions: KnownSession[],
): Promise<void> {
  const rows = sessions.map(({ values, ...session }) => {
    const facets = facetsOf({ values, ...session });
    return {
      ...{ session_key: session.key, project_id: projectId, session_id: session.sessionId },
      started_at: iso(values.startedAt),
      last_activity_at: iso(values.lastActivityAt),
      ...{ turns: values.turns, traces: values.traces, spans: values.spans, errors: values.errors },
      ...{ prompt_tokens: values.promptTokens, completion_tokens: values.completionTokens },
      total_tokens: values.totalTokens,
      cost_nano_usd: values.costUsd === null ? null : Math.round(Number(values.costUsd) * 1e9),
      ...{ user_id: values.userId, settled: session.settled, metadata: session.metadata, facets },
      facet_set_id: facets.length === 0 ? null : uuidOf(`${projectId}${JSON.stringify(facets)}`),
      texts: session.texts,
      judged: [...session.outcomes].map(([outcome, one]) => ({ name: outcome, ...one })),
    };
  });
  await database().db.execute(sql`
    with stored as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (
        session_key uuid, project_id int, session_id text, started_at timestamptz, last_activity_at timestamptz,
        turns int, traces int, spans int, errors int, prompt_tokens bigint, completion_tokens bigint,
        total_tokens bigint, cost_nano_usd bigint, user_id text, settled boolean, metadata jsonb,
        facets text[], facet_set_id uuid, texts text[], judged json)
    ), sets as (
      insert into facet_sets (id, project_id, facets)
      select distinct on (facet_set_id) facet_set_id, project_id, facets from stored where facet_set_id is not null
    ), rows as (
      insert into sessions (session_key, project_id, started_at, last_activity_at, turns, traces, spans, errors,
        prompt_tokens, completion_tokens, total_tokens, cost_nano_usd, user_id, settled, facet_set_id, touched_at)
      select session_key, project_id, started_at, last_activity_at, turns, traces, spans, errors,
        prompt_tokens, completion_tokens, total_tokens, cost_nano_usd, user_id, settled, facet_set_id, last_activity_at
      from stored
    ), texts as (
      insert into session_texts (session_key, project_id, session_id, metadata)
      select session_key, project_id, session_id, metadata from stored
    ), said as (
      insert into span_texts (session_key, trace_id, span_id, started_at, digest, search)
      select session_key, 'trace', 'span-' || ord,
        started_at + (last_activity_at - started_at) * (ord - 1) / cardinality(texts), '', to_tsvector('simple', said)
      from stored, unnest(texts) with ordinality t (said, ord)
    )
    insert into annotations (session_key, target, name, id, project_id, label, score, annotator_kind, source,
      created_at, updated_at)
    select session_key, 'session', j.name, gen_random_uuid(), project_id, j.label, j.score, 'CODE', 'API',
      started_at, started_at
    from stored, json_to_recordset(judged) j (name text, label text, score float8)`);
}

/** As the filters are described to a reader, without SQL. */
export function meets(session: KnownSession, filters: SessionFilters): boolean {
  const { values, outcomes } = session;
  const { user, model, tag, outcome, metadata, score, error, live } = filters;
  const within = (value: number | string | null, range: NumberRange | null) =>
    range === null ||
    (value !== null && Number(value) >= (range.min ?? -1) && Number(value) <= (range.max ?? 1e15));
  const time = Number(values.lastActivityAt);
  return (
    (filters.from === null || time >= Date.parse(filters.from)) &&
    (filters.to === null || time <= Date.parse(filters.to)) &&
    chosen(user, (id) => values.userId === id) &&
    chosen(model, (name) => session.models.includes(name)) &&
    chosen(tag, (name) => session.tags.includes(name)) &&
    chosen(outcome, (one) => {
      const found = outcomes.get(one.name);
      if (one.match === "missing") return found === undefined;
      return found !== undefined && (one.match === "any" || found.label === one.label);
    }) &&
    chosen(metadata, ({ key, value }) => session.metadata[key] === value) &&
    chosen(score, ({ name, ...range }) => within(outcomes.get(name)?.score ?? null, range)) &&
    (error === null || error === Number(values.errors) > 0) &&
    (live === null || live === session.live) &&
    within(values.durationMs, filters.duration) &&
    within(values.turns, filters.turns) &&
    within(values.traces, filters.traces) &&
    within(values.totalTokens, filters.tokens) &&
    within(values.costUsd, filters.cost) &&
    filters.q
      .split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .every((term) => term === "" || says(session.texts, term))
  );
}

/** Unknown values last; ties by key. */
export function inOrder(sessions: KnownSession[], sort: SessionSort, dir: "asc" | "desc") {
  const sign = dir === "asc" ? 1 : -1;
  return [...sessions].sort((a, b) => {
    const [left, right] = [a.values[sort], b.values[sort]];
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    const byValue = left === null || right === null || left === right ? 0 : left < right ? -1 : 1;
    return sign * (byValue || (a.key < b.key ? -1 : 1));
  });
}

function says(texts: string[], term: string): boolean {
  if (term.startsWith("-")) return !says(texts, term.slice(1));
  const phrase = term.startsWith('"') ? ` ${term.slice(1, -1)} ` : ` ${term}`;
  return texts.some((text) => ` ${text} `.includes(phrase));
}

function chosen<T>(
  { include, exclude }: { include: T[]; exclude: T[] },
  holds: (value: T) => boolean,
) {
  return (include.length === 0 || include.some(holds)) && !exclude.some(holds);
}

function facetsOf({ models, tags, outcomes, values }: Omit<KnownSession, "key">): string[] {
  const parts = [
    ...models.map((model) => ["model", model]),
    ...tags.map((tag) => ["tag", tag]),
    ...[...outcomes].flatMap(([name, { label }]) => [
      ["outcome", name],
      ...(label === null ? [] : [["outcome", name, label]]),
    ]),
    ...(Number(values.errors) > 0 ? [["error"]] : []),
  ];
  return parts.map((part) => `[${part.map((text) => JSON.stringify(text)).join(", ")}]`).sort();
}

function uuidOf(text: string): string {
  const hex = createHash("md5").update(text).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function iso(ms: number | string | null): string {
  return new Date(Number(ms)).toISOString();
}
