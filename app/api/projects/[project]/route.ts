import { getProjectDetail } from "@/db/get-project";
import { route } from "@/lib/http/route";
import { type ProjectContext, requireProject } from "../require-project";

export const GET = route(async (_request, context: ProjectContext) =>
  Response.json(await getProjectDetail(await requireProject(context))),
);
