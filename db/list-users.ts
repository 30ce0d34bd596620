import { type SQL, sql } from "drizzle-orm";
import { outcome as outcomeCodec } from "@/lib/sessions/choice-codecs";
import type { UserQuery, UserSort } from "@/lib/users/user-query";
import type { UserRow } from "@/lib/users/user-row";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import { countCap } from "./list-sessions";

export interface UserPage {
  rows: UserRow[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
}

/** The columns of the aggregate below, each unknown last. */
const sortColumns: Record<UserSort, SQL> = {
  userId: sql`user_id`,
  sessions: sql`sessions`,
  firstSeenAt: sql`first_seen_at`,
  lastSeenAt: sql`last_seen_at`,
  turns: sql`turns`,
  traces: sql`traces`,
  errors: sql`errors`,
  totalTokens: sql`total_tokens`,
  costUsd: sql`cost_nano_usd`,
};

interface StoredUser extends Record<string, unknown> {
  user_id: string;
  sessions: number;
  first_seen_at: string;
  last_seen_at: string;
  turns: number;
  traces: number;
  errors: number;
  total_tokens: string | null;
  tokens_partial: boolean;
  cost_nano_usd: string | null;
  cost_partial: boolean;
}

/** One page of who talks to the application. The cursor is the number of users before it. */
export async function listUsers(projectId: number, query: UserQuery): Promise<UserPage> {
  const { db } = database();
  const offset = query.cursor !== null && /^\d{1,7}$/.test(query.cursor) ? Number(query.cursor) : 0;
  const column = sortColumns[query.sort];
  const dir = query.dir === "asc" ? sql`asc` : sql`desc`;
  const where = sql`project_id = ${projectId} and traces > 0 and user_id is not null${
    query.q === "" ? sql`` : sql` and strpos(lower(user_id), lower(${query.q}::text)) > 0`
  }`;
  const [rows, [counted]] = await Promise.all([
    db.execute<StoredUser>(sql`
      ${usersWhere(where)}
      order by ${column} ${dir} nulls last, user_id limit ${query.limit + 1} offset ${offset}`),
    db.execute<{ count: number }>(sql`
      select count(*)::int as count
      from (select distinct user_id from sessions where ${where} limit ${countCap + 1}) counted`),
  ]);
  const page = rows.slice(0, query.limit);
  const count = counted?.count ?? 0;
  return {
    rows: await toUserRows(projectId, page),
    nextCursor: rows.length > query.limit ? String(offset + query.limit) : null,
    total: { count: Math.min(count, countCap), exact: count <= countCap },
  };
}

/** null: nobody by that id has a session in the project. */
export async function getUser(projectId: number, userId: string): Promise<UserRow | null> {
  const rows = await database().db.execute<StoredUser>(
    usersWhere(sql`project_id = ${projectId} and traces > 0 and user_id = ${userId}`),
  );
  const [row] = await toUserRows(projectId, [...rows]);
  return row ?? null;
}

function usersWhere(where: SQL): SQL {
  return sql`
    select user_id, count(*)::int as sessions, min(started_at)::text as first_seen_at,
      max(last_activity_at)::text as last_seen_at, sum(turns)::int as turns, sum(traces)::int as traces,
      sum(errors)::int as errors, sum(total_tokens) as total_tokens,
      bool_or(tokens_partial or total_tokens is null) as tokens_partial,
      sum(cost_nano_usd) as cost_nano_usd,
      bool_or(cost_partial or cost_nano_usd is null) as cost_partial
    from sessions where ${where} group by user_id`;
}

async function toUserRows(projectId: number, users: StoredUser[]): Promise<UserRow[]> {
  const outcomes = await readOutcomes(
    projectId,
    users.map((user) => user.user_id),
  );
  return users.map((user) => ({
    userId: user.user_id,
    sessions: user.sessions,
    firstSeenAt: isoFromPostgres(user.first_seen_at),
    lastSeenAt: isoFromPostgres(user.last_seen_at),
    turns: user.turns,
    traces: user.traces,
    errors: user.errors,
    totalTokens: user.total_tokens === null ? null : Number(user.total_tokens),
    tokensPartial: user.total_tokens !== null && user.tokens_partial,
    costUsd: user.cost_nano_usd === null ? null : Number(user.cost_nano_usd) / 1e9,
    costPartial: user.cost_nano_usd !== null && user.cost_partial,
    // With a prototype: React takes no other object across to the browser.
    outcomes: { ...outcomes.get(user.user_id) },
  }));
}

async function readOutcomes(projectId: number, userIds: string[]) {
  const byUser = new Map<string, Record<string, number>>();
  if (userIds.length === 0) return byUser;
  const rows = await database().db.execute<{
    user_id: string;
    name: string;
    label: string;
    count: number;
  }>(sql`
    select s.user_id, a.name, a.label, count(distinct s.session_key)::int as count
    from sessions s join annotations a on a.session_key = s.session_key
    where s.project_id = ${projectId} and s.user_id in ${userIds} and a.label is not null
    group by 1, 2, 3 order by 4 desc, 2, 3`);
  for (const { user_id, name, label, count } of rows) {
    const counts = byUser.get(user_id) ?? Object.create(null);
    counts[outcomeCodec.write({ name, match: "label", label })] = count;
    byUser.set(user_id, counts);
  }
  return byUser;
}
