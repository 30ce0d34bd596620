import { type SQL, sql } from "drizzle-orm";
import type { SessionCursor } from "@/lib/sessions/session-cursor";
import type { SessionFilters, SessionSort, SortDirection } from "@/lib/sessions/session-query";
import { database } from "./client";
import { sessions } from "./schema";
import { sessionConditions } from "./session-conditions";

interface SortColumn {
  column: SQL;
  type: "timestamptz" | "bigint" | "text";
  /** Unknown values come last in both directions. */
  canBeUnknown: boolean;
}

/** Every sort has an index (project_id, column, session_key) over settled sessions. */
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
  projectId: number;
  filters: SessionFilters;
  sort: SessionSort;
  dir: SortDirection;
}

/** At most `limit` places after the cursor (before it, nearest first, when `backwards`). */
export async function readPlaces(
  list: OrderedList,
  from: SessionCursor | null,
  limit: number,
  backwards = false,
): Promise<SessionCursor[]> {
  const places: SessionCursor[] = [];
  for (const part of orderedParts(list, from, backwards)) {
    if (places.length === limit) break;
    places.push(...(await readPart(list, part, limit - places.length, backwards)));
  }
  return places;
}

/** How many sessions stand before the cursor, counted up to `cap`. */
export async function countPlacesBefore(
  list: OrderedList,
  cursor: SessionCursor,
  cap: number,
): Promise<number> {
  const { db } = database();
  let count = 0;
  for (const part of orderedParts(list, cursor, true)) {
    const where = partConditions(list, part, true);
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from (select 1 from sessions where ${where} limit ${cap - count}) counted`,
    );
    count += row?.count ?? 0;
    if (count >= cap) break;
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

function orderedParts(list: OrderedList, from: SessionCursor | null, backwards: boolean): Part[] {
  const fromUnknown = from !== null && from.value === null;
  const known: Part = { isKnown: true, from: fromUnknown ? null : from };
  if (!sortColumns[list.sort].canBeUnknown) return [known];
  const unknown: Part = { isKnown: false, from: fromUnknown ? from : null };
  if (backwards) return fromUnknown ? [unknown, known] : [known];
  return fromUnknown ? [unknown] : [known, unknown];
}

function partConditions(list: OrderedList, part: Part, backwards: boolean): SQL {
  const { column, type, canBeUnknown } = sortColumns[list.sort];
  const parts = [sessionConditions(list.projectId, list.filters)];
  if (canBeUnknown) parts.push(part.isKnown ? sql`${column} is not null` : sql`${column} is null`);
  if (part.from) {
    const beyond = isDescending(list.dir, backwards) ? sql`<` : sql`>`;
    const key = sql`${part.from.sessionKey}::uuid`;
    parts.push(
      part.isKnown
        ? sql`(${column}, ${sessions.sessionKey}) ${beyond} (${part.from.value}::text::${sql.raw(type)}, ${key})`
        : sql`${sessions.sessionKey} ${beyond} ${key}`,
    );
  }
  return sql.join(parts, sql` and `);
}

/** Settled sessions come by index; live ones are few: the first of both make the first of all. */
async function readPart(
  list: OrderedList,
  part: Part,
  limit: number,
  backwards: boolean,
): Promise<SessionCursor[]> {
  const { column } = sortColumns[list.sort];
  const where = partConditions(list, part, backwards);
  const dir = isDescending(list.dir, backwards) ? sql`desc` : sql`asc`;
  const order = part.isKnown ? sql`value ${dir}, session_key ${dir}` : sql`session_key ${dir}`;
  const branch = (settled: SQL) =>
    sql`(select ${column} as value, session_key from sessions where ${settled} and ${where}
      order by ${part.isKnown ? sql`${column} ${dir}, session_key ${dir}` : sql`session_key ${dir}`} limit ${limit})`;
  // The text must not be called value: ORDER BY would take it for the column.
  const rows = await database().db.execute<{ value_text: string | null; session_key: string }>(
    sql`select value::text as value_text, session_key from (
        ${branch(sql`settled`)} union all ${branch(sql`not settled`)}
      ) places order by ${order} limit ${limit}`,
  );
  return rows.map((row) => ({ value: row.value_text, sessionKey: row.session_key }));
}

function isDescending(dir: SortDirection, backwards: boolean): boolean {
  return (dir === "desc") !== backwards;
}
