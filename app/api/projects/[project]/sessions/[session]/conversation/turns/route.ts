import { readRoute } from "@/app/read-route";
import { findPlannedSession } from "@/db/find-session";
import { readTurnPage, writeAllTurns } from "@/db/read-turn-page";
import { sessionKey } from "@/db/session-key";
import { streamText } from "@/lib/http/json-lines";
import { refuseProblems } from "@/lib/http/parameters";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../../../require-project";

/** Turns `from` to `to` by their numbers, both included, with the longest texts cut; without numbers
 * all turns, whole. */
export const GET = readRoute(async (request, context: SessionContext) => {
  const { searchParams } = new URL(request.url);
  const from = readNumber(searchParams, "from");
  const to = readNumber(searchParams, "to");
  const { id } = await requireProject(context);
  const session = await findPlannedSession(sessionKey(id, await sessionIdOf(context)));
  if (!session) throw sessionNotFound();
  if (from === null && to === null) return streamText(writeAllTurns(session), "application/json");
  const first = (from ?? 1) - 1;
  const last = Math.min(to ?? first + MOST_TURNS, first + MOST_TURNS);
  return Response.json(await readTurnPage(session, { from: first, to: last }));
});

/** More come with the next request. */
const MOST_TURNS = 100;

function readNumber(search: URLSearchParams, parameter: string): number | null {
  const text = search.get(parameter);
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    refuseProblems([{ parameter, message: "is not the number of a turn" }]);
  }
  return Number(text);
}
