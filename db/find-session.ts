import { eq } from "drizzle-orm";
import type { SessionWithMetadata } from "@/lib/sessions/session-detail";
import { database } from "./client";
import { type PlannedSession, planSession, type TimeBounds } from "./plan-session";
import { sessions, sessionTexts } from "./schema";
import { readSessionRows } from "./session-rows";

interface FoundSession extends TimeBounds {
  metadata: Record<string, string>;
}

/** null: no such session. */
export async function findSession(key: string): Promise<FoundSession | null> {
  const [row] = await database()
    .db.select({
      startedAt: sessions.startedAt,
      lastActivityAt: sessions.lastActivityAt,
      metadata: sessionTexts.metadata,
    })
    .from(sessions)
    .innerJoin(sessionTexts, eq(sessionTexts.sessionKey, sessions.sessionKey))
    .where(eq(sessions.sessionKey, key));
  return row ?? null;
}

/** null: no such session. */
export async function findPlannedSession(key: string): Promise<PlannedSession | null> {
  const found = await findSession(key);
  return found && planSession(key, found);
}

/** null: it is gone. */
export async function readSession(
  key: string,
  { metadata }: FoundSession,
): Promise<SessionWithMetadata | null> {
  const [row] = await readSessionRows([key]);
  return row ? { ...row, metadata } : null;
}
