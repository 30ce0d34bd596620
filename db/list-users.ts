import { type SQL, sql } from "drizzle-orm";
import { readUserCursor, type UserCursor, writeUserCursor } from "@/lib/users/user-cursor";
import type { UserQuery, UserSort } from "@/lib/users/user-query";
import type { UserRow } from "@/lib/users/user-row";
import { database } from "./client";
import { countCap } from "./count-cap";
import { isoFromPostgres } from "./iso-time";
import { pendingSessions, unsaidUsers } from "./pending-users";
import { countUserOutcomes } from "./user-outcomes";

export interface UserPage {
  rows: UserRow[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
}

interface SortColumn {
  column: SQL;
  type: "timestamptz" | "numeric" | "text";
  /** Unknown values come last in both directions. */
  canBeUnknown: boolean;
}

/** Every sort has an index (project_id, column, user_id) over `users`. */
const sortColumns: Record<UserSort, SortColumn> = {
  userId: { column: sql`user_id`, type: "text", canBeUnknown: false },
  sessions: { column: sql`sessions`, type: "numeric", canBeUnknown: false },
  firstSeenAt: { column: sql`first_seen_at`, type: "timestamptz", canBeUnknown: false },
  lastSeenAt: { column: sql`last_seen_at`, type: "timestamptz", canBeUnknown: false },
  turns: { column: sql`turns`, type: "numeric", canBeUnknown: false },
  traces: { column: sql`traces`, type: "numeric", canBeUnknown: false },
  errors: { column: sql`errors`, type: "numeric", canBeUnknown: false },
  totalTokens: { column: sql`total_tokens`, type: "numeric", canBeUnknown: true },
  costUsd: { column: sql`cost_nano_usd`, type: "numeric", canBeUnknown: true },
};

interface StoredUser extends Record<string, unknown> {
  user_id: string;
  sessions: number;
  first_text: string;
  last_text: string;
  turns: number;
  traces: number;
  errors: number;
  tokens_text: string | null;
  tokens_partial: boolean;
  cost_text: string | null;
  cost_partial: boolean;
  sort_text: string | null;
}

/** One page of who talks to the application. A cursor that is none of this order starts at the top. */
export async function listUsers(projectId: number, query: UserQuery): Promise<UserPage> {
  const from = query.cursor === null ? null : readUserCursor(query.cursor, query);
  const who = query.q === "" ? sql`true` : sql`strpos(lower(user_id), lower(${query.q}::text)) > 0`;
  const [users, total] = await Promise.all([
    readPage(projectId, who, query, from),
    countAll(projectId, who),
  ]);
  const page = users.slice(0, query.limit);
  const last = page.at(-1);
  const isMore = users.length > query.limit && last !== undefined;
  return {
    rows: await toUserRows(projectId, page),
    nextCursor: isMore
      ? writeUserCursor(query, { value: last.sort_text, userId: last.user_id })
      : null,
    total,
  };
}

/** null: nobody by that id has a session in the project. */
export async function getUser(projectId: number, userId: string): Promise<UserRow | null> {
  const who = sql`user_id = ${userId}`;
  const order = { sort: "userId", dir: "asc", limit: 1 } as const;
  const [row] = await toUserRows(projectId, await readPage(projectId, who, order, null));
  return row ?? null;
}

type Order = Pick<UserQuery, "sort" | "dir" | "limit">;

/** One row more than a page holds. Known values and unknown ones are two parts: one index cannot
 * give both orders with nulls last. */
async function readPage(
  projectId: number,
  who: SQL,
  order: Order,
  from: UserCursor | null,
): Promise<StoredUser[]> {
  const isPastKnown = from !== null && from.value === null;
  const users = isPastKnown ? [] : await readPart(projectId, who, order, from, true);
  if (!sortColumns[order.sort].canBeUnknown || users.length > order.limit) return users;
  const rest = { ...order, limit: order.limit - users.length };
  return [...users, ...(await readPart(projectId, who, rest, isPastKnown ? from : null, false))];
}

/** The first of those that table `users` says, by index, and the first of the few others make the
 * first of all. NOT IN is hashed, whatever the planner takes their number for. */
async function readPart(
  projectId: number,
  who: SQL,
  { sort, dir, limit }: Order,
  from: UserCursor | null,
  isKnown: boolean,
): Promise<StoredUser[]> {
  const { column, type } = sortColumns[sort];
  const direction = dir === "asc" ? sql`asc` : sql`desc`;
  const order = isKnown
    ? sql`order by ${column} ${direction}, user_id ${direction} limit ${limit + 1}`
    : sql`order by user_id ${direction} limit ${limit + 1}`;
  const beyond = dir === "asc" ? sql`>` : sql`<`;
  const after = isKnown
    ? sql`(${column}, user_id) ${beyond} (${from?.value}::text::${sql.raw(type)}, ${from?.userId}::text)`
    : sql`user_id ${beyond} ${from?.userId}::text`;
  const where = sql`sessions > 0 and ${column} is ${isKnown ? sql`not null` : sql`null`} and ${who}${
    from ? sql` and ${after}` : sql``
  }`;
  return database().db.execute<StoredUser>(sql`
    with ${pendingSessions(projectId, who, null)}, ${unsaidUsers(projectId)}
    select user_id, sessions::int, first_seen_at::text as first_text, last_seen_at::text as last_text,
      turns::float8, traces::float8, errors::float8, total_tokens::text as tokens_text,
      short_of_tokens > 0 as tokens_partial, cost_nano_usd::text as cost_text,
      short_of_cost > 0 as cost_partial, ${column}::text as sort_text
    from (
      (select ${columns} from users u
        where project_id = ${projectId} and ${where}
          and u.user_id not in (select user_id from unsaid)
        ${order})
      union all
      (select ${columns} from unsaid where ${where} ${order})
    ) first_of_both
    ${order}`);
}

const columns = sql`user_id, sessions, first_seen_at, last_seen_at, turns, traces, errors, total_tokens,
  short_of_tokens, cost_nano_usd, short_of_cost`;

/** Exact up to the cap. */
async function countAll(projectId: number, who: SQL): Promise<UserPage["total"]> {
  const [row] = await database().db.execute<{ count: number }>(sql`
    with ${pendingSessions(projectId, who, null)}, changes as (
      select user_id, sum(sign) as sessions from pending group by user_id
    ), unsaid as materialized (
      select c.user_id, coalesce(u.sessions, 0) + c.sessions as sessions
      from changes c left join users u on u.project_id = ${projectId} and u.user_id = c.user_id
    )
    select (select count(*) from unsaid where sessions > 0)::int + (
      select count(*) from (
        select 1 from users u
        where project_id = ${projectId} and sessions > 0 and ${who}
          and u.user_id not in (select user_id from unsaid)
        limit ${countCap + 1}
      ) counted
    )::int as count`);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), exact: count <= countCap };
}

async function toUserRows(projectId: number, users: StoredUser[]): Promise<UserRow[]> {
  const outcomes = await countUserOutcomes(
    projectId,
    users.map((user) => user.user_id),
  );
  return users.map((user) => ({
    userId: user.user_id,
    sessions: user.sessions,
    firstSeenAt: isoFromPostgres(user.first_text),
    lastSeenAt: isoFromPostgres(user.last_text),
    turns: user.turns,
    traces: user.traces,
    errors: user.errors,
    totalTokens: user.tokens_text === null ? null : Number(user.tokens_text),
    tokensPartial: user.tokens_text !== null && user.tokens_partial,
    costUsd: user.cost_text === null ? null : Number(user.cost_text) / 1e9,
    costPartial: user.cost_text !== null && user.cost_partial,
    // With a prototype: React takes no other object across to the browser.
    outcomes: { ...outcomes.get(user.user_id) },
  }));
}
