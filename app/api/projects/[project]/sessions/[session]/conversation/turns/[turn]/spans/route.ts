import { readRoute } from "@/app/read-route";
import { findPlannedSession } from "@/db/find-session";
import { readTurnSpans } from "@/db/read-turn-spans";
import { sessionKey } from "@/db/session-key";
import { ApiError } from "@/lib/http/api-error";
import { requireProject, sessionIdOf, sessionNotFound } from "../../../../../../../require-project";

interface TurnContext {
  params: Promise<{ project: string; session: string; turn: string }>;
}

/** The spans of a turn, by its number, with everything they carried. */
export const GET = readRoute(async (_request, context: TurnContext) => {
  const { turn } = await context.params;
  const { id } = await requireProject(context);
  const session = await findPlannedSession(sessionKey(id, await sessionIdOf(context)));
  if (!session) throw sessionNotFound();
  const spans = /^[1-9]\d{0,8}$/.test(turn) ? await readTurnSpans(session, Number(turn) - 1) : null;
  if (spans) return Response.json(spans);
  throw new ApiError(404, "turn_not_found", "The session has no turn of that number.");
});
