import { readRoute } from "@/app/read-route";
import { getNeighbors } from "@/db/get-neighbors";
import { readSessionQuery } from "@/lib/http/parameters";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../../require-project";

export const GET = readRoute(async (request, context: SessionContext) => {
  const query = readSessionQuery(request);
  const { id } = await requireProject(context);
  const neighbors = await getNeighbors(id, await sessionIdOf(context), query);
  if (!neighbors) throw sessionNotFound();
  return Response.json(neighbors);
});
