import { and, asc, eq, inArray } from "drizzle-orm";
import type { SessionOutline } from "@/lib/phoenix/session-data";
import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import type { SessionCursor } from "@/lib/sessions/session-cursor";
import type { SortDirection } from "@/lib/sessions/session-query";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import { findMatching } from "./match-sessions";
import { sessions, sessionTexts, traces } from "./schema";
import { traceKey } from "./session-key";
import { readPlaces } from "./session-order";

/** One page of a project's sessions with their traces, by start. */
export async function listSessionOutlines(
  projectId: number,
  { dir, from, limit }: { dir: SortDirection; from: SessionCursor | null; limit: number },
): Promise<{ sessions: SessionOutline[]; next: SessionCursor | null }> {
  const matching = await findMatching(projectId, emptySessionFilters());
  const list = { matching, sort: "startedAt", dir } as const;
  const places = await readPlaces(list, from, limit + 1);
  const page = places.slice(0, limit);
  return {
    sessions: await readSessionOutlines(page.map((place) => place.sessionKey)),
    next: places.length > limit ? (page.at(-1) ?? null) : null,
  };
}

/** In the order of their keys; those that are gone are left out. */
export async function readSessionOutlines(sessionKeys: string[]): Promise<SessionOutline[]> {
  if (sessionKeys.length === 0) return [];
  const [rows, tracesByKey] = await Promise.all([readRows(sessionKeys), readTraces(sessionKeys)]);
  const rowsByKey = new Map(rows.map((row) => [row.sessionKey, row]));
  return sessionKeys.flatMap((key) => {
    const row = rowsByKey.get(key);
    if (!row) return [];
    return {
      ...row,
      startedAt: isoFromPostgres(row.startedAt),
      lastActivityAt: isoFromPostgres(row.lastActivityAt),
      traces: tracesByKey.get(key) ?? [],
    };
  });
}

function readRows(sessionKeys: string[]) {
  const { sessionKey, projectId, startedAt, lastActivityAt } = sessions;
  const { promptTokens, completionTokens, totalTokens } = sessions;
  return database()
    .db.select({
      sessionKey,
      projectId,
      sessionId: sessionTexts.sessionId,
      startedAt,
      lastActivityAt,
      promptTokens,
      completionTokens,
      totalTokens,
    })
    .from(sessions)
    .innerJoin(sessionTexts, eq(sessionTexts.sessionKey, sessionKey))
    .where(inArray(sessionKey, sessionKeys));
}

/** Without the carriers of evaluations. */
async function readTraces(sessionKeys: string[]) {
  const { sessionKey, projectId, traceId, startedAt, lastActivityAt } = traces;
  const rows = await database()
    .db.select({ sessionKey, projectId, traceId, startedAt, lastActivityAt })
    .from(traces)
    .where(and(inArray(sessionKey, sessionKeys), eq(traces.isCarrier, false)))
    .orderBy(asc(startedAt), asc(traceId));
  const byKey = new Map<string, SessionOutline["traces"]>();
  for (const row of rows) {
    const list = byKey.get(row.sessionKey) ?? [];
    byKey.set(row.sessionKey, list);
    list.push({
      traceKey: traceKey(row.projectId, row.traceId),
      traceId: row.traceId,
      startedAt: isoFromPostgres(row.startedAt),
      lastActivityAt: isoFromPostgres(row.lastActivityAt),
    });
  }
  return byKey;
}
