import { type SQL, sql } from "drizzle-orm";
import { database } from "./client";
import { effort } from "./search-effort";
import type { Condition } from "./session-conditions";

/** The keys of sessions that meet some conditions, and of others perhaps. */
export interface Probe {
  /** More than was asked for at most: the keys are a sample. */
  count: number;
  /** As an array literal. */
  keys: string;
  /** What all of them meet. */
  of: Condition[];
  /** They are sessions of the project, each once; else perhaps traces, or others'. */
  areSessions: boolean;
}

/** The keys that a statement selects, or some of them when they are more than `most`. */
export async function probeKeys(
  select: SQL,
  most: number,
  { of, areSessions }: Pick<Probe, "of" | "areSessions">,
): Promise<Probe> {
  const distinct = areSessions ? sql`` : sql`distinct `;
  const [row] = await database().db.execute<{ count: number; keys: string }>(sql`
    select count(*)::int as count, coalesce(
      (array_agg(${distinct}session_key))[1:case when count(*) > ${most} then ${effort.sample}::int else ${most}::int end],
      '{}'
    )::text as keys
    from (select session_key from (${select}) them limit ${most + 1}) found`);
  return { count: row?.count ?? 0, keys: row?.keys ?? "{}", of, areSessions };
}

/** The same of what an index finds. It gathers all it has of a week before the first is read, so of
 * what the planner knows to be far more only a sample is taken. */
export async function probeIndex(
  select: SQL,
  most: number,
  found: Pick<Probe, "of" | "areSessions">,
): Promise<Probe> {
  if ((await estimateRows(select)) <= effort.estimatedMany) return probeKeys(select, most, found);
  const probe = await probeKeys(select, effort.estimatedSample, found);
  return probe.count > effort.estimatedSample ? { ...probe, count: most + 1 } : probe;
}

async function estimateRows(select: SQL): Promise<number> {
  const [row] = await database().db.execute<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(
    sql`explain (format json) ${select}`,
  );
  return row?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
}

/** What can be looked at instead of all sessions, the shortest first: those that hold all their keys
 * have only the common ones left. */
export function narrowProbes(probes: Probe[], most: number): Probe[] {
  const [first, ...others] = probes.filter(({ count }) => count <= most);
  const samples = probes.filter(({ count }) => count > most);
  return first ? [others.reduce(commonOf, first), ...samples] : samples;
}

export function firstKeys(probe: Probe, count: number): Probe {
  return { ...probe, keys: writeKeys(readKeys(probe).slice(0, count)) };
}

function commonOf(one: Probe, other: Probe): Probe {
  const among = new Set(readKeys(other));
  const keys = readKeys(one).filter((key) => among.has(key));
  return {
    count: keys.length,
    keys: writeKeys(keys),
    of: [...one.of, ...other.of],
    areSessions: one.areSessions || other.areSessions,
  };
}

function writeKeys(keys: string[]): string {
  return `{${keys.join(",")}}`;
}

function readKeys({ keys }: Probe): string[] {
  return keys === "{}" ? [] : keys.slice(1, -1).split(",");
}
