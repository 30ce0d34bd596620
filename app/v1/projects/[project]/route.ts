import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { toProjectData } from "@/lib/phoenix/project-data";
import { type ProjectContext, requireProject } from "../../named-project";

export const GET = phoenixRoute(async (_request, context: ProjectContext) =>
  Response.json({ data: toProjectData(await requireProject(context)) }),
);
