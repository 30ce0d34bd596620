import { readRoute } from "@/app/read-route";
import { openSession } from "@/db/open-session";
import { sessionKey } from "@/db/session-key";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../../require-project";

/** The first screen: the session, every turn in short, the first turns whole. */
export const GET = readRoute(async (_request, context: SessionContext) => {
  const { id } = await requireProject(context);
  const opening = await openSession(sessionKey(id, await sessionIdOf(context)));
  if (!opening) throw sessionNotFound();
  return Response.json(opening);
});
