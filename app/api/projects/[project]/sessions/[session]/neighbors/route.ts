import { getNeighbors } from "@/db/get-neighbors";
import { readSessionQuery } from "@/lib/http/parameters";
import { route } from "@/lib/http/route";
import {
  requireProject,
  type SessionContext,
  sessionIdOf,
  sessionNotFound,
} from "../../../../require-project";

export const GET = route(async (request, context: SessionContext) => {
  const query = readSessionQuery(request);
  const { id } = await requireProject(context);
  const neighbors = await getNeighbors(id, await sessionIdOf(context), query);
  if (!neighbors) throw sessionNotFound();
  return Response.json(neighbors);
});
