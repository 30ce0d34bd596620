import { getChangedAt } from "@/db/get-project";
import { route } from "@/lib/http/route";
import { type ProjectContext, requireProject } from "../../../require-project";

export const GET = route(async (_request, context: ProjectContext) => {
  const { id } = await requireProject(context);
  return Response.json({ changedAt: await getChangedAt(id) });
});
