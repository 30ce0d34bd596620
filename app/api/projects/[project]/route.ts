import { readRoute } from "@/app/read-route";
import { getProjectDetail } from "@/db/get-project";
import { type ProjectContext, requireProject } from "../require-project";

export const GET = readRoute(async (_request, context: ProjectContext) =>
  Response.json(await getProjectDetail(await requireProject(context))),
);
