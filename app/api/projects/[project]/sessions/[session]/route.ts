import { getSessionDetail } from "@/db/get-session-detail";
import { toSessionDocument } from "@/lib/conversation/session-document";
import { route } from "@/lib/http/route";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../require-project";

/** The document of the JSON pane; `?download` names a file for it. */
export const GET = route(async (request, context: SessionContext) => {
  const { id } = await requireProject(context);
  const detail = await getSessionDetail(id, await sessionIdOf(context));
  if (!detail) throw sessionNotFound();
  const headers: Record<string, string> = {};
  if (new URL(request.url).searchParams.has("download")) {
    headers["Content-Disposition"] = 'attachment; filename="session.json"';
  }
  return Response.json(toSessionDocument(detail), { headers });
});
