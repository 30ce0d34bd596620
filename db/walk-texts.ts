import { type SQL, sql } from "drizzle-orm";
import { database } from "./client";
import { branches } from "./match-sessions";
import { isDescending, type OrderedList, ordered, type Part, walked } from "./ordered-sessions";
import { narrowProbes, type Probe, probeKeys } from "./probe-keys";
import { effort } from "./search-effort";

/** Whether the order is that of time, and the list asks for words. */
export function canWalkTexts({ matching, sort }: OrderedList): boolean {
  return sort === "lastActivityAt" && matching.conditions.some(({ keysWithin }) => keysWithin);
}

/** What walked() selects, from the next `length` sessions by last activity, without a look into each:
 * from those in whose texts of that time the words stand, by the texts' index, and from those that
 * began before it. Null when these are too many. */
export async function walkedByTexts(
  list: OrderedList,
  part: Part,
  limit: number,
  length: number,
  backwards: boolean,
): Promise<{ places: SQL; isLast: boolean } | null> {
  const texts = list.matching.conditions.flatMap(({ keysWithin }) => keysWithin ?? []);
  const near = part.from?.value;
  const far = await readFarEnd(list, part, length, backwards);
  const [low, high] = isDescending(list.dir, backwards) ? [far, near] : [near, far];
  const from = sql`${low ?? "-infinity"}::text::timestamptz`;
  const to = sql`${high ?? "infinity"}::text::timestamptz`;
  const within = sql`last_activity_at >= ${from} and last_activity_at <= ${to}`;
  const begunBefore = branches(list.matching).map(
    (branch) => sql`select session_key from sessions
      where ${branch} and ${within} and started_at < ${from}`,
  );
  const most = effort.textWalk;
  const [older, said] = await Promise.all([
    probeKeys(sql.join(begunBefore, sql` union all `), most, { of: [], areSessions: true }),
    probeTexts(texts.map((keys) => keys(from, to))),
  ]);
  const [fewest] = narrowProbes(said, most);
  if (!fewest || fewest.count > most || older.count > most) return null;
  const isCandidate = sql`${within} and session_key in (
    select unnest(${fewest.keys}::uuid[] || ${older.keys}::uuid[]))`;
  const conditions = [{ sql: isCandidate, sort: list.sort }, ...list.matching.conditions];
  const candidates = { ...list, matching: { ...list.matching, conditions } };
  const count = fewest.count + older.count;
  return { places: walked(candidates, part, limit, count, backwards), isLast: far === undefined };
}

/** One after the other, until one is said by few. */
async function probeTexts(texts: SQL[]): Promise<Probe[]> {
  const said: Probe[] = [];
  for (const keys of texts) {
    const probe = await probeKeys(keys, effort.textWalk, { of: [], areSessions: false });
    said.push(probe);
    if (probe.count <= effort.saidByFew) break;
  }
  return said;
}

/** The last activity of the last of them; undefined when there are fewer. */
async function readFarEnd(
  list: OrderedList,
  part: Part,
  length: number,
  backwards: boolean,
): Promise<string | undefined> {
  const conditions = list.matching.conditions.filter(({ sort }) => sort === list.sort);
  const bounded = { ...list, matching: { ...list.matching, conditions } };
  const [last] = await database().db.execute<{ time: string }>(sql`
    select value::text as time from (${ordered(bounded, part, length, backwards)}) along
    offset ${length - 1}`);
  return last?.time;
}
