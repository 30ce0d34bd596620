import { type SQL, sql } from "drizzle-orm";
import { searchTerms } from "@/lib/sessions/search-terms";
import type {
  Choice,
  NumberRange,
  OutcomeFilter,
  SessionFilters,
} from "@/lib/sessions/session-query";
import { timeBounds } from "@/lib/sessions/time-range";
import { sessions } from "./schema";

type Condition = (filters: SessionFilters, projectId: number) => SQL | SQL[] | null;

/** One entry per filter. Each speaks of `sessions` alone, or correlates on its session_key. */
const conditions: Record<Exclude<keyof SessionFilters, "from" | "to">, Condition> = {
  range: timeCondition,
  q: ({ q }) => searchTerms(q).map(textCondition),
  user: ({ user }) => [
    ...ifAny(user.include, (ids) => sql`${sessions.userId} in ${ids}`),
    ...ifAny(
      user.exclude,
      (ids) => sql`(${sessions.userId} is null or ${sessions.userId} not in ${ids})`,
    ),
  ],
  model: ({ model }, projectId) => facetChoice(projectId, model, (value) => facet("model", value)),
  tag: ({ tag }, projectId) => facetChoice(projectId, tag, (value) => facet("tag", value)),
  outcome: ({ outcome }, projectId) => [
    ...ifAny(outcome.include, (all) => outcomeCondition(projectId, all)),
    ...outcome.exclude.map(
      (one) => sql`not coalesce(${outcomeCondition(projectId, [one])}, false)`,
    ),
  ],
  metadata: ({ metadata }) => choice(metadata, ({ key, value }) => metadataCondition(key, value)),
  score: ({ score }, projectId) =>
    choice(score, ({ name, min, max }) => {
      const range = { min, max };
      return sql`exists (select 1 from annotations a where a.session_key = ${sessions.sessionKey}
        and a.project_id = ${projectId} and a.name = ${name} and ${between(sql`a.score`, range)})`;
    }),
  error: ({ error }) =>
    error === null ? null : error ? sql`${sessions.errors} > 0` : sql`${sessions.errors} = 0`,
  live: ({ live }) =>
    live === null ? null : live ? sql`not ${sessions.settled}` : sql`${sessions.settled}`,
  duration: ({ duration }) => duration && between(sql`${sessions.durationMs}`, duration),
  turns: ({ turns }) => turns && between(sql`${sessions.turns}`, turns),
  traces: ({ traces }) => traces && between(sql`${sessions.traces}`, traces),
  tokens: ({ tokens }) => tokens && between(sql`${sessions.totalTokens}`, tokens),
  cost: ({ cost }) => cost && between(sql`${sessions.costNanoUsd}`, inNanoUsd(cost)),
};

/** Everything a session must meet; `except` leaves one filter out, as its own facet counts need. */
export function sessionConditions(
  projectId: number,
  filters: SessionFilters,
  except?: keyof SessionFilters,
): SQL {
  const parts = [sql`${sessions.projectId} = ${projectId}`, sql`${sessions.traces} > 0`];
  for (const [name, condition] of Object.entries(conditions)) {
    if (name !== except) parts.push(...[condition(filters, projectId) ?? []].flat());
  }
  return sql.join(parts, sql` and `);
}

function timeCondition(filters: SessionFilters): SQL[] {
  const parts: SQL[] = [];
  const { from, to } = timeBounds(filters, Date.now());
  if (from !== null) parts.push(sql`${sessions.lastActivityAt} >= ${from}::text::timestamptz`);
  if (to !== null) parts.push(sql`${sessions.lastActivityAt} <= ${to}::text::timestamptz`);
  return parts;
}

/** Each term may stand in another message of the session. */
function textCondition(term: ReturnType<typeof searchTerms>[number]): SQL {
  const words = sql`phraseto_tsquery('simple', ${term.text})`;
  // Empty for words that Postgres does not index, such as very long ones.
  const query = term.isPrefix ? sql`(nullif(${words}::text, '') || ':*')::tsquery` : words;
  const found = sql`exists (select 1 from span_texts x where x.session_key = ${sessions.sessionKey}
    and x.search @@ ${query})`;
  return term.isExcluded ? sql`not ${found}` : found;
}

function outcomeCondition(projectId: number, outcomes: OutcomeFilter[]): SQL {
  const missing = outcomes.filter(({ match }) => match === "missing");
  const present = outcomes.flatMap((outcome) =>
    outcome.match === "missing"
      ? []
      : [facet("outcome", outcome.name, ...(outcome.match === "label" ? [outcome.label] : []))],
  );
  const parts = missing.map(({ name }) => hasNoFacet(projectId, [facet("outcome", name)]));
  if (present.length > 0) parts.push(hasFacet(projectId, present));
  return anyOf(parts);
}

function metadataCondition(key: string, value: string): SQL {
  return sql`exists (select 1 from session_texts t where t.session_key = ${sessions.sessionKey}
    and t.metadata @> jsonb_build_object(${key}::text, ${value}::text))`;
}

function facet(...parts: string[]): SQL {
  return sql`jsonb_build_array(${sql.join(
    parts.map((part) => sql`${part}::text`),
    sql`, `,
  )})::text`;
}

/** Null for a session without facets. */
function hasFacet(projectId: number, facets: SQL[]): SQL {
  return sql`${sessions.facetSetId} in (select f.id from facet_sets f
    where f.project_id = ${projectId} and f.facets && array[${sql.join(facets, sql`, `)}])`;
}

function hasNoFacet(projectId: number, facets: SQL[]): SQL {
  return sql`not coalesce(${hasFacet(projectId, facets)}, false)`;
}

function facetChoice(
  projectId: number,
  values: Choice<string>,
  toFacet: (value: string) => SQL,
): SQL[] {
  return [
    ...ifAny(values.include, (all) => hasFacet(projectId, all.map(toFacet))),
    ...ifAny(values.exclude, (all) => hasNoFacet(projectId, all.map(toFacet))),
  ];
}

function choice<T>(values: Choice<T>, toCondition: (value: T) => SQL): SQL[] {
  return [
    ...ifAny(values.include, (all) => anyOf(all.map(toCondition))),
    ...values.exclude.map((value) => sql`not ${toCondition(value)}`),
  ];
}

function ifAny<T>(values: T[], toCondition: (values: T[]) => SQL): SQL[] {
  return values.length === 0 ? [] : [toCondition(values)];
}

function anyOf(parts: SQL[]): SQL {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return sql`(${sql.join(parts, sql` or `)})`;
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
