import { readRoute } from "@/app/read-route";
import { readPulse } from "@/db/get-project";
import { type ProjectContext, requireProject } from "../../../require-project";

export const GET = readRoute(async (_request, context: ProjectContext) => {
  const { id } = await requireProject(context);
  return Response.json(await readPulse(id));
});
