import { type SQL, sql } from "drizzle-orm";
import type { SessionCursor } from "@/lib/sessions/session-cursor";
import type { SessionSort } from "@/lib/sessions/session-query";
import { database } from "./client";
import { findKeys, isForeign, type Matching } from "./match-sessions";
import {
  before,
  beyond,
  gathered,
  type OrderedList,
  ordered,
  orderedParts,
  type Part,
  selectValues,
  sortColumns,
  walkableFacetSets,
  walked,
  walkedByFacetSets,
} from "./ordered-sessions";
import { executePrepared } from "./prepared";
import { effort } from "./search-effort";
import { canWalkTexts, walkedByTexts } from "./walk-texts";

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
  if (isFew(matching)) {
    const places = await walkKeys(list, from, limit, backwards);
    return places.length === limit ? places : gather(list, from, limit, backwards);
  }
  if (matching.conditions.length === 0) return walkAll(list, from, limit, backwards);
  const [part] = orderedParts(list, from, backwards);
  const isDear = matching.conditions.some(isForeign);
  if (!isDear) {
    const ids = walkableFacetSets(list);
    const places = await walk(list, part, limit, ids ? effort.facetWalk : effort.walk, backwards);
    if (ids && places.length < limit) {
      return readPlaceRows(walkedByFacetSets(list, part, limit, backwards, ids));
    }
    return places.length === limit ? places : gather(list, from, limit, backwards);
  }
  const said = await walkTexts(list, part, limit, backwards);
  if (said) return said;
  const first = await walk(list, part, limit, effort.foreignWalk, backwards);
  if (first.length === limit) return first;
  const found = await findKeys(matching);
  if (isFew(found)) return gather({ ...list, matching: found }, from, limit, backwards);
  const second = await walk(list, part, limit, effort.secondForeignWalk, backwards);
  return second.length === limit ? second : gather(list, from, limit, backwards);
}

/** The first of many keys, unless the order begins with too many others. */
async function walkKeys(
  list: OrderedList,
  from: SessionCursor | null,
  limit: number,
  backwards: boolean,
): Promise<SessionCursor[]> {
  const { keys, total } = list.matching;
  if (keys === null || (total?.count ?? 0) <= effort.gatheredKeys) return [];
  const [part] = orderedParts(list, from, backwards);
  // Sent and read once, for all branches.
  const conditions = [{ sql: sql`session_key in (select key from keys)` }];
  const walking = { ...list, matching: { ...list.matching, conditions } };
  return readPlaceRows(sql`with keys (key) as materialized (select unnest(${keys}::uuid[]))
    ${walked(walking, part, limit, effort.keyWalk, backwards)}`);
}

/** By last activity, words lead to the next sessions that match: within as many as the first few let
 * expect them, then within four times as many, and so on. Null when they do not. */
async function walkTexts(
  list: OrderedList,
  part: Part,
  limit: number,
  backwards: boolean,
): Promise<SessionCursor[] | null> {
  if (!canWalkTexts(list)) return null;
  const first = await walk(list, part, limit, effort.firstTextWalk, backwards);
  if (first.length === limit) return first;
  const expected = Math.ceil((2.5 * limit * effort.firstTextWalk) / Math.max(first.length, 1));
  const longest = effort.secondForeignWalk;
  for (let length = Math.min(expected, effort.foreignWalk, longest); ; ) {
    const walked = await walkedByTexts(list, part, limit, length, backwards);
    if (!walked) return null;
    const places = await readPlaceRows(walked.places);
    if (places.length === limit || walked.isLast) return places;
    if (length === longest) return null;
    length = Math.min(4 * length, longest);
  }
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

function gather(
  list: OrderedList,
  from: SessionCursor | null,
  limit: number,
  backwards: boolean,
): Promise<SessionCursor[]> {
  return readPlaceRows(gathered(list, from, limit, backwards));
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
