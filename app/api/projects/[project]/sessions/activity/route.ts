import { readRoute } from "@/app/read-route";
import { getSessionActivity } from "@/db/get-session-activity";
import { readSessionQuery } from "@/lib/http/parameters";
import { type ProjectContext, requireProject } from "../../../require-project";

export const GET = readRoute(async (request, context: ProjectContext) => {
  const { filters } = readSessionQuery(request);
  const { id } = await requireProject(context);
  return Response.json(await getSessionActivity(id, filters));
});
