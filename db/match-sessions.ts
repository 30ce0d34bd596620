import { type SQL, sql } from "drizzle-orm";
import type { SessionFilters } from "@/lib/sessions/session-query";
import type { SessionPage } from "@/lib/sessions/session-row";
import { database } from "./client";
import { countCap } from "./count-cap";
import { hasMoreOfFacets, hasMoreSessions } from "./has-more-sessions";
import { isSettledLive } from "./live-sessions";
import { executePrepared } from "./prepared";
import { firstKeys, narrowProbes, type Probe, probeIndex, probeKeys } from "./probe-keys";
import { sessions } from "./schema";
import { effort } from "./search-effort";
import {
  askedOfFacets,
  type Condition,
  facetCondition,
  filterConditions,
  matchingFacetSets,
} from "./session-conditions";

/** The sessions that meet filters, told in one of three ways, by how many there are: by their keys;
 * by conditions that few meet; by conditions that many meet. */
export interface Matching {
  projectId: number;
  live: boolean | null;
  conditions: Condition[];
  /** As an array literal. Null when there are too many. */
  keys: string | null;
  /** Null: nobody has counted yet. */
  total: SessionPage["total"] | null;
  /** Of too many to count: some, of which some match. */
  sample: Probe | null;
}

/** Counts what each way of finding the sessions would have to look at, up to a limit, and takes the
 * first that is short: so the time it takes depends on how many match, not on the planner's guess. */
export async function findMatching(projectId: number, filters: SessionFilters): Promise<Matching> {
  const asked = filterConditions(projectId, filters);
  const foreign = asked.filter(isForeign);
  const matching: Matching = {
    projectId,
    live: filters.live,
    conditions: [...(await ownConditions(projectId, filters, asked)), ...foreign],
    keys: null,
    total: null,
    sample: null,
  };
  if (matching.conditions.length === 0) return matching;
  if (foreign.length === 0) return countAndTake(matching);
  const found = await probeAll(matching, effort.keys);
  const [shortest] = found;
  if (shortest && shortest.count <= effort.keys) return takeKeys(matching, shortest);
  return { ...matching, sample: found.find(({ of }) => of.some(isForeign)) ?? shortest ?? null };
}

/** The same by their keys, when looking at more than findMatching() did can give them. */
export async function findKeys(matching: Matching): Promise<Matching> {
  const [shortest] = await probeAll(matching, effort.keysOnSecondLook);
  return shortest && shortest.count <= effort.keysOnSecondLook
    ? takeKeys(matching, shortest)
    : matching;
}

export function isForeign({ lookup }: Condition): boolean {
  return lookup !== undefined;
}

/** Exact up to the cap; of what another table tells of too many sessions, no more than is sure. */
export async function countMatching(matching: Matching): Promise<SessionPage["total"]> {
  if (matching.total) return matching.total;
  if (matching.sample) {
    const { of } = matching.sample;
    const isDear = matching.conditions.some((one) => isForeign(one) && !of.includes(one));
    const sample = isDear ? firstKeys(matching.sample, effort.foreignSample) : matching.sample;
    const { count } = await checkKeys(matching, sample);
    return { count: roundDown(count), exact: false };
  }
  const most = countCap + 1;
  const [row] = await executePrepared<{ count: number }>(sql`
    select case when ${hasMoreSessions(matching.projectId, countCap)} then ${sql.raw(String(most))}
      else (select count(*) from (${selectCapped(matching)}) counted) end::int as count`);
  return toTotal(row?.count ?? 0);
}

/** Of conditions on sessions alone: how many meet them, and the keys of those if they are few. */
async function countAndTake(matching: Matching): Promise<Matching> {
  const [only, ...others] = matching.conditions;
  if (only?.facetSets !== undefined && others.length === 0) {
    const isMany = await says(hasMoreOfFacets(matching.projectId, only.facetSets.ids, countCap));
    if (isMany) return { ...matching, total: { count: countCap, exact: false } };
  }
  const [row] = await database().db.execute<{ count: number; keys: string | null }>(sql`
    select count(*)::int as count,
      case when count(*) <= ${effort.sample} then coalesce(array_agg(session_key), '{}') end::text as keys
    from (${selectCapped(matching)}) counted`);
  const total = toTotal(row?.count ?? 0);
  const keys = total.exact ? (row?.keys ?? null) : null;
  return { ...matching, conditions: keys === null ? matching.conditions : [], keys, total };
}

function toTotal(count: number): SessionPage["total"] {
  return { count: Math.min(count, countCap), exact: count <= countCap };
}

function selectCapped(matching: Matching): SQL {
  const most = countCap + 1;
  return sql`select session_key from (${selectMatching(matching, most)}) either
    limit ${sql.raw(String(most))}`;
}

/** Settled sessions and those in motion have their own indices. The settled always have a trace. */
export function branches({ projectId, live }: Pick<Matching, "projectId" | "live">): SQL[] {
  const of = sql`${sessions.projectId} = ${projectId}`;
  return [
    live === true ? sql`settled and ${of} and ${isSettledLive}` : sql`settled and ${of}`,
    ...(live === false ? [] : [sql`not settled and ${sessions.traces} > 0 and ${of}`]),
  ];
}

/** Of an array literal. The planner would weigh each key of an array that it knows, for tens of
 * milliseconds. */
export function isAmong(keys: string): SQL {
  return sql`${sessions.sessionKey} in (select unnest(${keys}::uuid[]))`;
}

/** For statements that look for all sessions at once. */
export function allOf(conditions: Condition[]): SQL {
  return join(conditions.map((one) => one.sql));
}

/** For statements that look at one session after the other: what is dear comes last. */
export function eachOf(conditions: Condition[]): SQL {
  return join(conditions.map((one) => one.lookup ?? one.sql));
}

function join(parts: SQL[]): SQL {
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

/** Facets are looked up first, once for all sessions: how many sessions have one of a few facet sets
 * is well known. */
async function ownConditions(
  projectId: number,
  filters: SessionFilters,
  asked: Condition[],
): Promise<Condition[]> {
  const own = asked.filter((one) => !isForeign(one));
  const facets = askedOfFacets(filters);
  if (facets.length === 0) return own;
  const [row] = await database().db.execute<{ count: number; ids: string }>(sql`
    select count(*)::int as count, coalesce(array_agg(id), '{}')::text as ids
    from (${matchingFacetSets(projectId, facets)} limit ${effort.facetSets + 1}) found`);
  const ids = row && row.count <= effort.facetSets ? row.ids : undefined;
  return [...facetCondition(projectId, filters, undefined, ids), ...own];
}

/** What can be looked at instead of all sessions, the shortest first. Sessions without conditions of
 * their own are asked for only where they may be few. */
async function probeAll(matching: Matching, most: number): Promise<Probe[]> {
  const own = matching.conditions.filter((one) => !isForeign(one));
  const foreign = matching.conditions.flatMap((of) => (of.keys ? { keys: of.keys, of } : []));
  const isNeeded = own.length > 0 || foreign.length === 0;
  const probeOwn = async () => {
    if (!isNeeded && (await says(hasMoreSessions(matching.projectId, most)))) return [];
    const select = selectMatching({ ...matching, conditions: own }, most + 1);
    return [await probeKeys(select, most, { of: own, areSessions: true })];
  };
  const [ofOwn, ...others] = await Promise.all([
    probeOwn(),
    ...foreign.map(({ keys, of }) =>
      probeIndex(keys, most, {
        of: of.hasOtherKeys ? [] : [of],
        areSessions: of.keysAreSessions === true,
      }),
    ),
  ]);
  return narrowProbes([...ofOwn, ...others], most);
}

async function says(condition: SQL): Promise<boolean> {
  const [row] = await executePrepared<{ holds: boolean }>(sql`select ${condition} as holds`);
  return row?.holds === true;
}

async function takeKeys(matching: Matching, probed: Probe): Promise<Matching> {
  const isKnown =
    probed.areSessions && matching.live === null && matching.conditions.length === probed.of.length;
  const { count, keys } = isKnown ? probed : await checkKeys(matching, probed);
  return { ...matching, conditions: [], keys, total: { count, exact: true } };
}

/** Which of the keys meet all conditions; each is looked at by itself. */
async function checkKeys(matching: Matching, { keys, of }: Probe) {
  const open = matching.conditions.filter((one) => !of.includes(one));
  const either = branches(matching).map((branch) => sql`(${branch})`);
  const [row] = await database().db.execute<{ count: number; keys: string }>(sql`
    with candidates as materialized (
      select session_key, (${eachOf(open)}) as matches from sessions
      where ${isAmong(keys)} and (${sql.join(either, sql` or `)})
    )
    select count(*)::int as count, coalesce(array_agg(session_key), '{}')::text as keys
    from candidates where matches`);
  return { count: row?.count ?? 0, keys: row?.keys ?? "{}" };
}

function selectMatching(matching: Matching, limit: number): SQL {
  return sql.join(
    branches(matching).map(
      (branch) => sql`(select session_key from sessions
        where ${branch} and ${allOf(matching.conditions)} limit ${sql.raw(String(limit))})`,
    ),
    sql` union all `,
  );
}

/** To one digit: of what is only known to be more. */
function roundDown(count: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(count, 1)));
  return Math.floor(count / unit) * unit;
}
