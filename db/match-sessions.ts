import { type SQL, sql } from "drizzle-orm";
import type { SessionFilters } from "@/lib/sessions/session-query";
import type { SessionPage } from "@/lib/sessions/session-row";
import { database } from "./client";
import { countCap } from "./count-cap";
import { sessions } from "./schema";
import {
  askedOfFacets,
  type Condition,
  facetCondition,
  filterConditions,
  matchingFacetSets,
} from "./session-conditions";

/** So many keys are taken into one statement; of other tables they cost a look at a row each. */
const mostKeys = 5_000;
const mostFacetSets = 1_000;
const sampleSize = 1_000;

/** The sessions that meet filters, told in one of three ways, by how many there are: by their keys;
 * by conditions that few meet; by conditions that many meet. */
export interface Matching {
  projectId: number;
  live: boolean | null;
  conditions: Condition[];
  /** As an array literal. Null when there are too many. */
  keys: string | null;
  /** Null: nothing is filtered, and nobody has counted. */
  total: SessionPage["total"] | null;
}

/** Counts what each way of finding the sessions would have to look at, up to a limit, and takes the
 * first that is short: so the time it takes depends on how many match, not on the planner's guess. */
export async function findMatching(projectId: number, filters: SessionFilters): Promise<Matching> {
  const all: Matching = { projectId, live: filters.live, conditions: [], keys: null, total: null };
  const asked = filterConditions(projectId, filters);
  const foreign = asked.filter(({ isForeign }) => isForeign);
  const [own, ...found] = await Promise.all([
    ownConditions(projectId, filters, asked),
    ...foreign.flatMap((one) => (one.keys ? probe(one.keys, one) : [])),
  ]);
  const matching = { ...all, conditions: [...own, ...foreign] };
  if (foreign.length === 0) {
    return own.length === 0 ? all : { ...matching, total: await countMatching(matching) };
  }
  const shortest = found.sort((a, b) => a.count - b.count)[0];
  if (shortest && shortest.count <= mostKeys) return takeKeys(matching, shortest);
  const candidates = await probe(selectMatching({ ...matching, conditions: own }, mostKeys + 1));
  if (candidates.count <= mostKeys) {
    return takeKeys({ ...matching, conditions: foreign }, candidates);
  }
  const sample = shortest ?? candidates;
  const keys = sql`(${sample.keys}::uuid[])[1:${sampleSize}]`;
  const { count } = await checkKeys(matching, keys, sample.of);
  return { ...matching, total: { count: roundDown(count), exact: false } };
}

/** Exact up to the cap; the conditions may not be foreign. */
export async function countMatching(matching: Matching): Promise<SessionPage["total"]> {
  const [row] = await database().db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from (${selectMatching(matching, countCap + 1)}) either limit ${countCap + 1}
    ) counted`);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), exact: count <= countCap };
}

/** Settled sessions and live ones have their own indices. The settled always have a trace. */
export function branches({ projectId, live }: Pick<Matching, "projectId" | "live">): SQL[] {
  const of = sql`${sessions.projectId} = ${projectId}`;
  return [
    ...(live === true ? [] : [sql`settled and ${of}`]),
    ...(live === false ? [] : [sql`not settled and ${sessions.traces} > 0 and ${of}`]),
  ];
}

export function allOf(conditions: Condition[]): SQL {
  if (conditions.length === 0) return sql`true`;
  return sql.join(
    conditions.map((one) => one.sql),
    sql` and `,
  );
}

/** Facets are looked up first, once for all sessions: how many sessions have one of a few facet sets
 * is well known. */
async function ownConditions(
  projectId: number,
  filters: SessionFilters,
  asked: Condition[],
): Promise<Condition[]> {
  const own = asked.filter(({ isForeign }) => !isForeign);
  const facets = askedOfFacets(filters);
  if (facets.length === 0) return own;
  const [row] = await database().db.execute<{ count: number; ids: string }>(sql`
    select count(*)::int as count, coalesce(array_agg(id), '{}')::text as ids
    from (${matchingFacetSets(projectId, facets)} limit ${mostFacetSets + 1}) found`);
  const ids = row && row.count <= mostFacetSets ? row.ids : undefined;
  return [
    ...facetCondition(projectId, filters, undefined, ids).map((one) => ({ sql: one })),
    ...own,
  ];
}

interface Probe {
  /** More than `mostKeys`: there are others. */
  count: number;
  keys: string;
  /** Met by all of them. */
  of?: Condition;
}

async function probe(keys: SQL, of?: Condition): Promise<Probe> {
  const [row] = await database().db.execute<{ count: number; keys: string }>(sql`
    select count(*)::int as count, coalesce(array_agg(distinct session_key), '{}')::text as keys
    from (select session_key from (${keys}) all_of_them limit ${mostKeys + 1}) found`);
  return { count: row?.count ?? 0, keys: row?.keys ?? "{}", ...(of && { of }) };
}

async function takeKeys(matching: Matching, { keys, of }: Probe): Promise<Matching> {
  const found = await checkKeys(matching, sql`${keys}::uuid[]`, of);
  return {
    ...matching,
    conditions: [],
    keys: found.keys,
    total: { count: found.count, exact: true },
  };
}

/** Which of the keys meet the conditions; each is looked at by itself. */
async function checkKeys(matching: Matching, keys: SQL, known?: Condition) {
  const open = matching.conditions.filter((one) => one !== known);
  const some = branches(matching).map((branch) => sql`(${branch})`);
  const [row] = await database().db.execute<{ count: number; keys: string }>(sql`
    with candidates as materialized (
      select session_key, (${allOf(open)}) as matches from sessions
      where session_key = any(${keys}) and (${sql.join(some, sql` or `)})
    )
    select count(*)::int as count, coalesce(array_agg(session_key), '{}')::text as keys
    from candidates where matches`);
  return { count: row?.count ?? 0, keys: row?.keys ?? "{}" };
}

function selectMatching(matching: Matching, limit: number): SQL {
  return sql.join(
    branches(matching).map(
      (branch) => sql`(select session_key from sessions
        where ${branch} and ${allOf(matching.conditions)} limit ${limit})`,
    ),
    sql` union all `,
  );
}

/** To one digit: of what is only known to be more. */
function roundDown(count: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(count, 1)));
  return Math.floor(count / unit) * unit;
}
