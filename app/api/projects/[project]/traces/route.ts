import { readRoute } from "@/app/read-route";
import { listSessionlessTraces } from "@/db/list-sessionless-traces";
import { refuseProblems } from "@/lib/http/parameters";
import { opaqueText, wholeNumber } from "@/lib/sessions/parameter-codecs";
import { type ProjectContext, requireProject } from "../../require-project";

const limits = wholeNumber(1, 200, 50);

/** The traces that name no session, the latest first. */
export const GET = readRoute(async (request, context: ProjectContext) => {
  const { searchParams } = new URL(request.url);
  const limit = limits.read(searchParams.getAll("limit"));
  if (limit.message !== undefined) {
    refuseProblems([{ parameter: "limit", message: limit.message }]);
  }
  const cursor = opaqueText().read(searchParams.getAll("cursor"));
  const { id } = await requireProject(context);
  return Response.json(
    await listSessionlessTraces(id, { limit: limit.value, cursor: cursor.value }),
  );
});
