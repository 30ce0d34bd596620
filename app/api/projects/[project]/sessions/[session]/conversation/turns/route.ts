import { readRoute } from "@/app/read-route";
import { findPlannedSession } from "@/db/find-session";
import { writeTurnPage } from "@/db/read-turn-page";
import { sessionKey } from "@/db/session-key";
import { streamText } from "@/lib/http/json-lines";
import { refuseProblems } from "@/lib/http/parameters";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../../../require-project";

/** Turns `from` to `to` by their numbers, both included; without them, all. */
export const GET = readRoute(async (request, context: SessionContext) => {
  const { searchParams } = new URL(request.url);
  const from = readNumber(searchParams, "from") ?? 1;
  const to = readNumber(searchParams, "to") ?? Number.MAX_SAFE_INTEGER;
  const { id } = await requireProject(context);
  const session = await findPlannedSession(sessionKey(id, await sessionIdOf(context)));
  if (!session) throw sessionNotFound();
  return streamText(writeTurnPage(session, { from: from - 1, to }), "application/json");
});

function readNumber(search: URLSearchParams, parameter: string): number | null {
  const text = search.get(parameter);
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    refuseProblems([{ parameter, message: "is not the number of a turn" }]);
  }
  return Number(text);
}
