import { sql } from "drizzle-orm";
import { readCursor, writeCursor } from "@/lib/sessions/session-cursor";
import type { SessionFilters, SessionQuery } from "@/lib/sessions/session-query";
import type { SessionPage } from "@/lib/sessions/session-row";
import { database } from "./client";
import { sessionConditions } from "./session-conditions";
import { readPlaces } from "./session-order";
import { readSessionRows } from "./session-rows";

export const countCap = 10_000;

/** One page of a project's sessions. A cursor that is none of this order starts at the top. */
export async function listSessions(projectId: number, query: SessionQuery): Promise<SessionPage> {
  const { filters, sort, dir, limit, cursor } = query;
  const from = cursor === null ? null : readCursor(cursor, query);
  const [places, total] = await Promise.all([
    readPlaces({ projectId, filters, sort, dir }, from, limit + 1),
    countSessions(projectId, filters),
  ]);
  const page = places.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await readSessionRows(page.map(({ sessionKey }) => sessionKey)),
    nextCursor: places.length > limit && last ? writeCursor(sort, dir, last) : null,
    total,
  };
}

/** Exact up to the cap. */
export async function countSessions(
  projectId: number,
  filters: SessionFilters,
): Promise<SessionPage["total"]> {
  const [row] = await database().db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from sessions where ${sessionConditions(projectId, filters)} limit ${countCap + 1}
    ) counted`);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), exact: count <= countCap };
}
