import { getSessionDetail } from "@/db/get-session-detail";
import { route } from "@/lib/http/route";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../../require-project";

export const GET = route(async (_request, context: SessionContext) => {
  const { id } = await requireProject(context);
  const detail = await getSessionDetail(id, await sessionIdOf(context));
  if (!detail) throw sessionNotFound();
  return Response.json(detail);
});
