import { readRoute } from "@/app/read-route";
import { sessionKey } from "@/db/session-key";
import { writeSessionDocument } from "@/db/write-session-document";
import { streamText } from "@/lib/http/json-lines";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../require-project";

/** The document of the JSON pane; `?download` names a file for it. */
export const GET = readRoute(async (request, context: SessionContext) => {
  const { id } = await requireProject(context);
  const pieces = await writeSessionDocument(sessionKey(id, await sessionIdOf(context)));
  if (!pieces) throw sessionNotFound();
  const answer = streamText(pieces, "application/json");
  if (new URL(request.url).searchParams.has("download")) {
    answer.headers.set("Content-Disposition", 'attachment; filename="session.json"');
  }
  return answer;
});
