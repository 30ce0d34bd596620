import { readRoute } from "@/app/read-route";
import { findSession } from "@/db/find-session";
import { sessionKey } from "@/db/session-key";
import { streamStoredSpans } from "@/db/stored-spans";
import { jsonLines } from "@/lib/http/json-lines";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../../require-project";

export const GET = readRoute(async (_request, context: SessionContext) => {
  const { id } = await requireProject(context);
  const key = sessionKey(id, await sessionIdOf(context));
  if (!(await findSession(key))) throw sessionNotFound();
  return jsonLines(streamStoredSpans(key));
});
