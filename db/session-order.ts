import { type SQL, sql } from "drizzle-orm";
import type { SessionCursor } from "@/lib/sessions/session-cursor";
import type { SessionSort, SortDirection } from "@/lib/sessions/session-query";
import { database } from "./client";
import {
  allOf,
  branches,
  eachOf,
  findKeys,
  isAmong,
  isForeign,
  type Matching,
} from "./match-sessions";
import { executePrepared } from "./prepared";
import { sessions } from "./schema";
import { effort } from "./search-effort";

interface SortColumn {
  column: SQL;
  type: "timestamptz" | "bigint" | "text";
  /** Unknown values come last in both directions. */
  canBeUnknown: boolean;
}

/** Every sort has an index (project_id, column, session_key) over settled sessions, some one over
 * live ones. */
const sortColumns: Record<SessionSort, SortColumn> = {
  startedAt: { column: sql`sessions.started_at`, type: "timestamptz", canBeUnknown: false },
  lastActivityAt: {
    column: sql`sessions.last_activity_at`,
    type: "timestamptz",
    canBeUnknown: false,
  },
  durationMs: { column: sql`sessions.duration_ms`, type: "bigint", canBeUnknown: false },
  turns: { column: sql`sessions.turns`, type: "bigint", canBeUnknown: false },
  traces: { column: sql`sessions.traces`, type: "bigint", canBeUnknown: false },
  spans: { column: sql`sessions.spans`, type: "bigint", canBeUnknown: false },
  errors: { column: sql`sessions.errors`, type: "bigint", canBeUnknown: false },
  promptTokens: { column: sql`sessions.prompt_tokens`, type: "bigint", canBeUnknown: true },
  completionTokens: { column: sql`sessions.completion_tokens`, type: "bigint", canBeUnknown: true },
  totalTokens: { column: sql`sessions.total_tokens`, type: "bigint", canBeUnknown: true },
  costUsd: { column: sql`sessions.cost_nano_usd`, type: "bigint", canBeUnknown: true },
  userId: { column: sql`sessions.user_id`, type: "text", canBeUnknown: true },
};

export interface OrderedList {
  matching: Matching;
  sort: SessionSort;
  dir: SortDirection;
}

/** At most `limit` places after the cursor (before it, nearest first, when `backwards`). The ways to
 * find them differ in cost alone: from all that match, when they are few; else along the order; from
 * all that match again, where the order begins with too many that do not. */
export async function readPlaces(
  list: OrderedList,
  from: SessionCursor | null,
  limit: number,
  backwards = false,
): Promise<SessionCursor[]> {
  const { matching } = list;
  if (matching.total?.exact && matching.total.count === 0) return [];
  if (isFew(matching)) return gather(list, from, limit, backwards);
  if (matching.conditions.length === 0) return walkAll(list, from, limit, backwards);
  const [part] = orderedParts(list, from, backwards);
  const isDear = matching.conditions.some(isForeign);
  const length = isDear ? effort.foreignWalk : effort.walk;
  const first = await walk(list, part, limit, length, backwards);
  if (first.length === limit) return first;
  if (!isDear) return gather(list, from, limit, backwards);
  const found = await findKeys(matching);
  if (isFew(found)) return gather({ ...list, matching: found }, from, limit, backwards);
  const second = await walk(list, part, limit, effort.secondForeignWalk, backwards);
  return second.length === limit ? second : gather(list, from, limit, backwards);
}

/** Few, so that connections hold few prepared statements. */
const preparedSteps = [1, 51, 201, 501];

async function walkAll(
  list: OrderedList,
  from: SessionCursor | null,
  limit: number,
  backwards: boolean,
): Promise<SessionCursor[]> {
  const places: SessionCursor[] = [];
  for (const part of orderedParts(list, from, backwards)) {
    const missing = limit - places.length;
    if (missing === 0) break;
    const step = preparedSteps.find((count) => count >= missing) ?? missing;
    const rows = await executePrepared<PlaceRow>(walked(list, part, step, step, backwards));
    places.push(...rows.slice(0, missing).map(toPlace));
  }
  return places;
}

/** How many sessions stand before the cursor; null when there are more than `cap`, or too many to
 * look at. */
export async function countPlacesBefore(
  list: OrderedList,
  cursor: SessionCursor,
  cap: number,
): Promise<number | null> {
  const { db } = database();
  if (isFew(list.matching)) {
    const [row] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from (${selectValues(list)}) matching
      where ${beyond(list, cursor, true)}`);
    return row?.count ?? 0;
  }
  const isDear = list.matching.conditions.some(isForeign);
  let count = 0;
  for (const part of orderedParts(list, cursor, true)) {
    const most = isDear ? effort.foreignWalk : cap - count;
    const rows = isDear
      ? sql`(${ordered(list, part, most + 1, true)})`
      : sql`(${before(list, part, most + 1)})`;
    const [row] = await db.execute<{ seen: number; count: number }>(sql`
      select count(*)::int as seen, count(*) filter (where matches)::int as count
      from ${rows} before`);
    if (row === undefined || row.seen > most) return null;
    count += row.count;
  }
  return count;
}

/** The cursor that stands on one session, which need not match the filters. */
export async function readPlace(
  sort: SessionSort,
  sessionKey: string,
): Promise<SessionCursor | null> {
  const { column } = sortColumns[sort];
  const [row] = await database().db.execute<{ value: string | null }>(
    sql`select ${column}::text as value from sessions where session_key = ${sessionKey}`,
  );
  return row ? { value: row.value, sessionKey } : null;
}

/** Known values and unknown ones are two parts: one index cannot give both orders with nulls last. */
interface Part {
  isKnown: boolean;
  from: SessionCursor | null;
}

function orderedParts(
  list: OrderedList,
  from: SessionCursor | null,
  backwards: boolean,
): [Part, ...Part[]] {
  const fromUnknown = from !== null && from.value === null;
  const known: Part = { isKnown: true, from: fromUnknown ? null : from };
  if (!sortColumns[list.sort].canBeUnknown) return [known];
  const unknown: Part = { isKnown: false, from: fromUnknown ? from : null };
  if (backwards) return fromUnknown ? [unknown, known] : [known];
  return fromUnknown ? [unknown] : [known, unknown];
}

function isFew({ keys, total }: Matching): boolean {
  return keys !== null || total?.exact === true;
}

/** Goes along the order from the part's start, past at most `length` sessions, to the first that
 * match. */
function walk(
  list: OrderedList,
  part: Part,
  limit: number,
  length: number,
  backwards: boolean,
): Promise<SessionCursor[]> {
  return readPlaceRows(walked(list, part, limit, length, backwards));
}

function walked(
  list: OrderedList,
  part: Part,
  limit: number,
  length: number,
  backwards: boolean,
): SQL {
  // The text must not be called value: ORDER BY would take it for the column.
  return sql`
    select value::text as value_text, session_key
    from (${ordered(list, part, Math.max(length, limit), backwards)}) walked
    where matches order by ${orderOf(list, part, backwards)} limit ${literal(limit)}`;
}

/** Rows (value, session_key, matches) in the part's order: the first of the settled sessions and the
 * first of the live ones make the first of all. */
function ordered(list: OrderedList, part: Part, limit: number, backwards: boolean): SQL {
  const { column } = sortColumns[list.sort];
  const { conditions } = list.matching;
  const bounds = conditions.filter(({ sort }) => sort === list.sort);
  const rest = conditions.filter((one) => !bounds.includes(one));
  const dir = isDescending(list.dir, backwards) ? sql`desc` : sql`asc`;
  const order = part.isKnown ? sql`${column} ${dir}, session_key ${dir}` : sql`session_key ${dir}`;
  const parts = branches(list.matching).map(
    (branch) => sql`(
      select ${column} as value, session_key, (${eachOf(rest)}) as matches from sessions
      where ${branch} and ${inPart(list, part, backwards)} and ${allOf(bounds)}
      order by ${order} limit ${literal(limit)})`,
  );
  return sql`select * from (${sql.join(parts, sql` union all `)}) either
    order by ${orderOf(list, part, backwards)} limit ${literal(limit)}`;
}

/** Rows (matches), all of them true: those of the part that match, in no order. */
function before(list: OrderedList, part: Part, limit: number): SQL {
  const parts = branches(list.matching).map(
    (branch) => sql`(
      select true as matches from sessions
      where ${branch} and ${inPart(list, part, true)} and ${allOf(list.matching.conditions)}
      limit ${limit})`,
  );
  return sql`select * from (${sql.join(parts, sql` union all `)}) either limit ${limit}`;
}

function orderOf(list: OrderedList, part: Part, backwards: boolean): SQL {
  const dir = isDescending(list.dir, backwards) ? sql`desc` : sql`asc`;
  return part.isKnown ? sql`value ${dir}, session_key ${dir}` : sql`session_key ${dir}`;
}

function inPart(list: OrderedList, { isKnown, from }: Part, backwards: boolean): SQL {
  const { column, type, canBeUnknown } = sortColumns[list.sort];
  const parts = [sql`true`];
  if (canBeUnknown) parts.push(isKnown ? sql`${column} is not null` : sql`${column} is null`);
  if (from) {
    const past = isDescending(list.dir, backwards) ? sql`<` : sql`>`;
    const key = sql`${from.sessionKey}::uuid`;
    parts.push(
      isKnown
        ? sql`(${column}, ${sessions.sessionKey}) ${past} (${from.value}::text::${sql.raw(type)}, ${key})`
        : sql`${sessions.sessionKey} ${past} ${key}`,
    );
  }
  return sql.join(parts, sql` and `);
}

/** Finds all that match, then sorts them: no index has unknown values last. */
async function gather(
  list: OrderedList,
  from: SessionCursor | null,
  limit: number,
  backwards: boolean,
): Promise<SessionCursor[]> {
  const dir = isDescending(list.dir, backwards) ? sql`desc` : sql`asc`;
  return readPlaceRows(sql`
    select value::text as value_text, session_key from (${selectValues(list)}) matching
    where ${from ? beyond(list, from, backwards) : sql`true`}
    order by value is null ${backwards ? sql`desc` : sql`asc`}, value ${dir}, session_key ${dir}
    limit ${limit}`);
}

function selectValues({ matching, sort }: OrderedList): SQL {
  const select = sql`select ${sortColumns[sort].column} as value, session_key from sessions`;
  if (matching.keys !== null) {
    return sql`${select} where ${isAmong(matching.keys)}`;
  }
  const parts = branches(matching).map(
    (branch) => sql`${select} where ${branch} and ${allOf(matching.conditions)}`,
  );
  return sql.join(parts, sql` union all `);
}

/** Of gathered rows: those past the cursor; unknown values come last, or first when `backwards`. */
function beyond(list: OrderedList, { value, sessionKey }: SessionCursor, backwards: boolean): SQL {
  const past = isDescending(list.dir, backwards) ? sql`<` : sql`>`;
  const key = sql`${sessionKey}::uuid`;
  if (value === null) {
    const isPast = sql`value is null and session_key ${past} ${key}`;
    return backwards ? sql`(value is not null or ${isPast})` : isPast;
  }
  const typed = sql`${value}::text::${sql.raw(sortColumns[list.sort].type)}`;
  const isPast = sql`(value, session_key) ${past} (${typed}, ${key})`;
  return backwards ? isPast : sql`(value is null or ${isPast})`;
}

interface PlaceRow extends Record<string, unknown> {
  value_text: string | null;
  session_key: string;
}

async function readPlaceRows(query: SQL): Promise<SessionCursor[]> {
  return (await database().db.execute<PlaceRow>(query)).map(toPlace);
}

function toPlace({ value_text, session_key }: PlaceRow): SessionCursor {
  return { value: value_text, sessionKey: session_key };
}

/** Of a limit, which a prepared plan must know. */
function literal(count: number): SQL {
  return sql.raw(String(count));
}

function isDescending(dir: SortDirection, backwards: boolean): boolean {
  return (dir === "desc") !== backwards;
}
