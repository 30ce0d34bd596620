import { findSession, readSession } from "@/db/find-session";
import { planSession } from "@/db/plan-session";
import { readAnnotations } from "@/db/read-annotations";
import { readTurns } from "@/db/read-turns";
import { sessionKey } from "@/db/session-key";
import type { SessionDetail } from "@/lib/sessions/session-detail";

/** A whole session at once; null: no such session in the project. */
export async function getSessionDetail(
  projectId: number,
  sessionId: string,
): Promise<SessionDetail | null> {
  const key = sessionKey(projectId, sessionId);
  const found = await findSession(key);
  const session = found && (await readSession(key, found));
  if (!found || !session) return null;
  const planned = await planSession(key, found);
  return {
    session,
    turns: (await readTurns(planned, { from: 0, to: planned.plan.turns.length })).turns,
    annotations: await readAnnotations(key),
  };
}
