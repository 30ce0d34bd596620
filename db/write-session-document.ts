import { documentParts } from "@/lib/conversation/session-document";
import { findSession, readSession } from "./find-session";
import { planSession } from "./plan-session";
import { readAnnotations } from "./read-annotations";
import { streamTurns } from "./read-turns";

/** The document of lib/conversation/session-document.ts as JSON, in pieces; null: no such session. */
export async function writeSessionDocument(key: string): Promise<AsyncGenerator<string> | null> {
  const found = await findSession(key);
  const session = found && (await readSession(key, found));
  if (!found || !session) return null;
  const [planned, annotations] = await Promise.all([planSession(key, found), readAnnotations(key)]);
  const parts = documentParts(annotations);
  return (async function* () {
    yield `{"session":${JSON.stringify(session)},"turns":[`;
    let separator = "";
    for await (const turns of streamTurns(planned, { from: 0, to: planned.plan.turns.length })) {
      yield separator + turns.map((turn) => JSON.stringify(parts.turn(turn))).join();
      separator = ",";
    }
    yield `],"annotations":${JSON.stringify(parts.rest())}}`;
  })();
}
