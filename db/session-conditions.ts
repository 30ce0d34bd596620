import { type SQL, sql } from "drizzle-orm";
import { type SearchTerm, searchTerms } from "@/lib/sessions/search-terms";
import type {
  Choice,
  NumberRange,
  OutcomeFilter,
  SessionFilters,
  SessionSort,
} from "@/lib/sessions/session-query";
import { timeBounds } from "@/lib/sessions/time-range";
import { type FacetKey, facetKeys, facetSetConditions } from "./facet-set-conditions";
import { isLive } from "./live-sessions";
import { sessions } from "./schema";

/** What a filter asks of each session. */
export interface Condition {
  /** Speaks of `sessions` alone, or correlates on its session_key. */
  sql: SQL;
  /** Asks this sort's column alone: its index can start and end there. */
  sort?: SessionSort;
  /** Asks for one of these facet sets, an array literal; `orNone`: or for none. */
  facetSets?: { ids: string; orNone: boolean };
  /** Set when another table tells: the same, looked up for one session after the other. */
  lookup?: SQL;
  /** Selects from that table's index the session_key of every session that meets it. */
  keys?: SQL;
  /** The same, of what began in a time. */
  keysWithin?: (from: SQL, to: SQL) => SQL;
  /** The keys are also those of others. */
  hasOtherKeys?: boolean;
  /** They are sessions of the project, each once. */
  keysAreSessions?: boolean;
}

type FilterKey = Exclude<keyof SessionFilters, "from" | "to" | FacetKey>;

/** One entry per filter; those of facets are in facet-set-conditions.ts. */
const conditions: Record<FilterKey, (filters: SessionFilters, projectId: number) => Condition[]> = {
  range: timeConditions,
  user: ({ user: { include, exclude } }) => [
    ...ifAny(include, sql`${sessions.userId} in ${include}`, "userId"),
    ...ifAny(exclude, sql`(${sessions.userId} is null or ${sessions.userId} not in ${exclude})`),
  ],
  live: ({ live }) => (live === null ? [] : [{ sql: live ? isLive : sql`not ${isLive}` }]),
  duration: ({ duration }) => rangeCondition(sql`${sessions.durationMs}`, duration, "durationMs"),
  turns: ({ turns }) => rangeCondition(sql`${sessions.turns}`, turns, "turns"),
  traces: ({ traces }) => rangeCondition(sql`${sessions.traces}`, traces, "traces"),
  tokens: ({ tokens }) => rangeCondition(sql`${sessions.totalTokens}`, tokens, "totalTokens"),
  cost: ({ cost }) =>
    rangeCondition(sql`${sessions.costNanoUsd}`, cost && inNanoUsd(cost), "costUsd"),
  score: ({ score }, projectId) =>
    foreignChoice(score, "annotations", ({ name, min, max }) => {
      const ofScore = between(sql`x.score`, { min, max });
      return sql`x.project_id = ${projectId} and x.name = ${name} and ${ofScore}`;
    }),
  metadata: ({ metadata }, projectId) =>
    foreignChoice(
      metadata,
      "session_texts",
      ({ key, value }) =>
        // A constant: jsonb_build_object() would be called for each row.
        sql`x.project_id = ${projectId} and x.metadata @> ${JSON.stringify({ [key]: value })}::text::jsonb`,
    ),
  q: ({ q }) => searchTerms(q).map(textCondition),
};

/** What the filters ask of each session besides its facets; the dearest last. */
export function filterConditions(projectId: number, filters: SessionFilters): Condition[] {
  return Object.values(conditions).flatMap((conditionsOf) => conditionsOf(filters, projectId));
}

/** Everything a session must meet; `except` leaves one filter out, as its own facet counts need. */
export function sessionConditions(
  projectId: number,
  filters: SessionFilters,
  except?: keyof SessionFilters,
): SQL {
  const parts = [sql`${sessions.projectId} = ${projectId}`, sql`${sessions.traces} > 0`];
  parts.push(...facetCondition(projectId, filters, except).map((one) => one.sql));
  for (const [name, conditionsOf] of Object.entries(conditions)) {
    if (name !== except) parts.push(...conditionsOf(filters, projectId).map((one) => one.sql));
  }
  return sql.join(parts, sql` and `);
}

/** At most one condition, over all facets at once. Without `ids`, an array literal of the facet sets
 * that meet them, they are looked up. */
export function facetCondition(
  projectId: number,
  filters: SessionFilters,
  except?: keyof SessionFilters,
  ids?: string,
): Condition[] {
  const asked = askedOfFacets(filters, except);
  if (asked.length === 0) return [];
  const isOne =
    ids === undefined
      ? sql`${sessions.facetSetId} in (${matchingFacetSets(projectId, asked)})`
      : sql`${sessions.facetSetId} = any(${ids}::uuid[])`;
  const orNone = holdsWithoutFacets(filters, except);
  return [
    {
      sql: orNone ? sql`(${isOne} or ${sessions.facetSetId} is null)` : isOne,
      ...(ids !== undefined && { facetSets: { ids, orNone } }),
    },
  ];
}

export function askedOfFacets(filters: SessionFilters, except?: keyof SessionFilters): SQL[] {
  return facetKeys.flatMap((key) => (key === except ? [] : facetSetConditions(filters, key)));
}

export function matchingFacetSets(projectId: number, asked: SQL[]): SQL {
  return sql`select f.id from facet_sets f
    where f.project_id = ${projectId} and ${sql.join(asked, sql` and `)}`;
}

/** Whether a session that has no facet set can meet the filters of facets. */
function holdsWithoutFacets(
  { model, tag, outcome, error }: SessionFilters,
  except?: keyof SessionFilters,
): boolean {
  const isMissing = ({ match }: OutcomeFilter) => match === "missing";
  const holds: Record<FacetKey, boolean> = {
    model: model.include.length === 0,
    tag: tag.include.length === 0,
    outcome:
      (outcome.include.length === 0 || outcome.include.some(isMissing)) &&
      !outcome.exclude.some(isMissing),
    error: error !== true,
  };
  return facetKeys.every((key) => key === except || holds[key]);
}

function timeConditions(filters: SessionFilters): Condition[] {
  const { from, to } = timeBounds(filters, Date.now());
  const bound = (comparison: SQL, time: string | null): Condition[] =>
    time === null
      ? []
      : [
          {
            sql: sql`${sessions.lastActivityAt} ${comparison} ${time}::text::timestamptz`,
            sort: "lastActivityAt",
          },
        ];
  return [...bound(sql`>=`, from), ...bound(sql`<=`, to)];
}

/** Each term may stand in another message of the session. The times of its spans keep a look at one
 * session within few partitions. */
function textCondition({ text, isPrefix, isExcluded }: SearchTerm): Condition {
  // Empty for words that Postgres does not index, such as very long ones.
  const query = (words: SQL) =>
    isPrefix ? sql`(nullif(${words}::text, '') || ':*')::tsquery` : words;
  const found = sql`exists (select 1 from span_texts x where x.session_key = ${sessions.sessionKey}
    and x.started_at between ${sessions.startedAt} and ${sessions.lastActivityAt}
    and x.search @@ ${query(sql`phraseto_tsquery('simple', ${text})`)})`;
  if (isExcluded) return { sql: sql`not ${found}`, lookup: sql`not ${found}` };
  // The index knows no order of words, and would read every text that has them all.
  const keys = sql`select x.session_key from span_texts x
    where x.search @@ ${query(sql`plainto_tsquery('simple', ${text})`)}`;
  const keysWithin = (from: SQL, to: SQL) =>
    sql`${keys} and x.started_at between ${from} and ${to}`;
  return { sql: found, lookup: found, keys, keysWithin, hasOtherKeys: text.includes(" ") };
}

/** Conditions on the rows `x` that a table has of a session. */
function foreignChoice<T>(
  { include, exclude }: Choice<T>,
  table: "annotations" | "session_texts",
  toCondition: (value: T) => SQL,
): Condition[] {
  const from = sql.raw(`${table} x`);
  const condition = (rows: SQL): Condition => ({
    sql: sql`exists (select 1 from ${from} where x.session_key = ${sessions.sessionKey} and (${rows}))`,
    lookup: sql`coalesce((select bool_or(${rows}) from ${from} where x.session_key = ${sessions.sessionKey}), false)`,
    keys: sql`select x.session_key from ${from} where ${rows}`,
    keysAreSessions: table === "session_texts",
  });
  const wanted = include.map(toCondition);
  return [
    ...(wanted.length > 0 ? [condition(sql.join(wanted, sql` or `))] : []),
    ...exclude.map((value) => {
      const { sql: rows, lookup } = condition(toCondition(value));
      return { sql: sql`not ${rows}`, lookup: sql`not ${lookup}` };
    }),
  ];
}

function ifAny(values: unknown[], condition: SQL, sort?: SessionSort): Condition[] {
  return values.length === 0 ? [] : [{ sql: condition, ...(sort && { sort }) }];
}

function rangeCondition(column: SQL, range: NumberRange | null, sort: SessionSort): Condition[] {
  return range === null ? [] : [{ sql: between(column, range), sort }];
}

function between(column: SQL, { min, max }: NumberRange): SQL {
  if (min === null && max === null) return sql`${column} is not null`;
  if (max === null) return sql`${column} >= ${min}`;
  if (min === null) return sql`${column} <= ${max}`;
  return sql`${column} between ${min} and ${max}`;
}

function inNanoUsd({ min, max }: NumberRange): NumberRange {
  const nano = (usd: number | null) => (usd === null ? null : Math.round(usd * 1e9));
  return { min: nano(min), max: nano(max) };
}
