import { inArray, sql } from "drizzle-orm";
import type { SessionQuery } from "@/lib/sessions/session-query";
import type { SessionPage } from "@/lib/sessions/session-row";
import { database } from "./client";
import { countCap } from "./count-cap";
import { countMatching, findMatching } from "./match-sessions";
import { sessionTexts } from "./schema";
import { sessionConditions } from "./session-conditions";
import { sessionKey } from "./session-key";
import { countPlacesBefore, readPlace, readPlaces } from "./session-order";

export interface Neighbors {
  /** From 1; null: not in the filtered list, or too far down to count. */
  position: number | null;
  total: SessionPage["total"];
  previous: string | null;
  next: string | null;
}

/** A session's place in the filtered, ordered list, and the ids beside it; null: no such session. */
export async function getNeighbors(
  projectId: number,
  sessionId: string,
  { filters, sort, dir }: SessionQuery,
): Promise<Neighbors | null> {
  const key = sessionKey(projectId, sessionId);
  const place = await readPlace(sort, key);
  if (!place) return null;
  const matching = await findMatching(projectId, filters);
  const list = { matching, sort, dir };
  const [total, before, [previous], [next], isListed] = await Promise.all([
    countMatching(matching),
    countPlacesBefore(list, place, countCap),
    readPlaces(list, place, 1, true),
    readPlaces(list, place, 1),
    isInList(projectId, key, filters),
  ]);
  const ids = await readSessionIds(
    [previous, next].flatMap((one) => (one ? [one.sessionKey] : [])),
  );
  return {
    position: isListed && before !== null ? before + 1 : null,
    total,
    previous: previous ? (ids.get(previous.sessionKey) ?? null) : null,
    next: next ? (ids.get(next.sessionKey) ?? null) : null,
  };
}

async function isInList(
  projectId: number,
  key: string,
  filters: SessionQuery["filters"],
): Promise<boolean> {
  const rows = await database().db.execute(
    sql`select 1 from sessions where session_key = ${key} and ${sessionConditions(projectId, filters)}`,
  );
  return rows.length > 0;
}

async function readSessionIds(keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await database()
    .db.select({ key: sessionTexts.sessionKey, id: sessionTexts.sessionId })
    .from(sessionTexts)
    .where(inArray(sessionTexts.sessionKey, keys));
  return new Map(rows.map(({ key, id }) => [key, id]));
}
