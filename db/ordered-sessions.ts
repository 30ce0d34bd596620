import { type SQL, sql } from "drizzle-orm";
import type { SessionCursor } from "@/lib/sessions/session-cursor";
import type { SessionSort, SortDirection } from "@/lib/sessions/session-query";
import { allOf, branches, eachOf, isAmong, type Matching } from "./match-sessions";
import { sessions } from "./schema";

interface SortColumn {
  column: SQL;
  type: "timestamptz" | "bigint" | "text";
  /** Unknown values come last in both directions. */
  canBeUnknown: boolean;
}

/** Every sort has an index (project_id, column, session_key) over settled sessions, some one over
 * live ones. */
export const sortColumns: Record<SessionSort, SortColumn> = {
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

/** Known values and unknown ones are two parts: one index cannot give both orders with nulls last. */
export interface Part {
  isKnown: boolean;
  from: SessionCursor | null;
}

export function orderedParts(
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

export function walked(
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
export function ordered(list: OrderedList, part: Part, limit: number, backwards: boolean): SQL {
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

/** The facet sets that the list asks for, when it asks for nothing else than these and a time, in the
 * order of time: each set has its sessions in that order in an index. */
export function walkableFacetSets({ matching, sort }: OrderedList): string | null {
  if (sort !== "lastActivityAt") return null;
  const rest = matching.conditions.filter((one) => one.sort !== sort);
  const [facets] = rest.flatMap((one) => one.facetSets ?? []);
  return rest.length === 1 && facets && !facets.orNone ? facets.ids : null;
}

/** The first of each facet set, of which come the first of all; live sessions are few. */
export function walkedByFacetSets(
  list: OrderedList,
  part: Part,
  limit: number,
  backwards: boolean,
  ids: string,
): SQL {
  const { column } = sortColumns[list.sort];
  const dir = isDescending(list.dir, backwards) ? sql`desc` : sql`asc`;
  const bounds = list.matching.conditions.filter(({ sort }) => sort === list.sort);
  const rows = sql`select ${column} as value, session_key from sessions`;
  const where = sql`${inPart(list, part, backwards)} and ${allOf(bounds)}`;
  const [settled, ...live] = branches(list.matching);
  const parts = [
    sql`select own.* from unnest(${ids}::uuid[]) f (id) cross join lateral (
      ${rows} where ${settled} and ${sessions.facetSetId} = f.id and ${where}
      order by ${column} ${dir}, session_key ${dir} limit ${limit}) own`,
    ...live.map(
      (branch) =>
        sql`${rows} where ${branch} and ${sessions.facetSetId} = any(${ids}::uuid[]) and ${where}`,
    ),
  ];
  return sql`
    select value::text as value_text, session_key from (${sql.join(parts, sql` union all `)}) either
    order by ${orderOf(list, part, backwards)} limit ${limit}`;
}

/** Rows (matches), all of them true: those of the part that match, in no order. */
export function before(list: OrderedList, part: Part, limit: number): SQL {
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
export function gathered(
  list: OrderedList,
  from: SessionCursor | null,
  limit: number,
  backwards: boolean,
): SQL {
  const dir = isDescending(list.dir, backwards) ? sql`desc` : sql`asc`;
  return sql`
    select value::text as value_text, session_key from (${selectValues(list)}) matching
    where ${from ? beyond(list, from, backwards) : sql`true`}
    order by value is null ${backwards ? sql`desc` : sql`asc`}, value ${dir}, session_key ${dir}
    limit ${limit}`;
}

export function selectValues({ matching, sort }: OrderedList): SQL {
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
export function beyond(
  list: OrderedList,
  { value, sessionKey }: SessionCursor,
  backwards: boolean,
): SQL {
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

/** Of a limit, which a prepared plan must know. */
function literal(count: number): SQL {
  return sql.raw(String(count));
}

export function isDescending(dir: SortDirection, backwards: boolean): boolean {
  return (dir === "desc") !== backwards;
}
