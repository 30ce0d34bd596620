import { readRoute } from "@/app/read-route";
import { listUsers } from "@/db/list-users";
import { refuseProblems } from "@/lib/http/parameters";
import { parseUserQuery } from "@/lib/users/parse-user-query";
import { type ProjectContext, requireProject } from "../../require-project";

export const GET = readRoute(async (request, context: ProjectContext) => {
  const { query, problems } = parseUserQuery(new URL(request.url).searchParams);
  refuseProblems(problems);
  const { id } = await requireProject(context);
  return Response.json(await listUsers(id, query));
});
