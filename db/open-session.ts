import { PAGE_TURNS, type SessionOpening } from "@/lib/sessions/session-detail";
import { findSession, readSession } from "./find-session";
import { outlineTurns } from "./outline-turns";
import { planSession } from "./plan-session";
import { readAnnotations } from "./read-annotations";
import { readTurnPage } from "./read-turn-page";

/** All that the first screen of a session needs; null: no such session. */
export async function openSession(key: string): Promise<SessionOpening | null> {
  const found = await findSession(key);
  if (!found) return null;
  const [session, planned, annotations] = await Promise.all([
    readSession(key, found),
    planSession(key, found),
    readAnnotations(key, [""]),
  ]);
  if (!session) return null;
  const [outline, first] = await Promise.all([
    outlineTurns(planned, session.errors),
    readTurnPage(planned, { from: 0, to: PAGE_TURNS }),
  ]);
  return { session, outline, annotations, first };
}
