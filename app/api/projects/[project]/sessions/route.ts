import { readRoute } from "@/app/read-route";
import { exportSessions } from "@/db/export-sessions";
import { listSessions } from "@/db/list-sessions";
import { streamText } from "@/lib/http/json-lines";
import { readSessionQuery, refuseProblems } from "@/lib/http/parameters";
import { EXPORT_FORMATS, writers } from "@/lib/sessions/export-rows";
import { type ProjectContext, requireProject } from "../../require-project";

/** A page of sessions; with `?format=`, every matching one as a stream. */
export const GET = readRoute(async (request, context: ProjectContext) => {
  const query = readSessionQuery(request, ["format"]);
  const given = new URL(request.url).searchParams.get("format");
  const format = EXPORT_FORMATS.find((known) => known === given);
  if (given !== null && !format) {
    refuseProblems([
      { parameter: "format", message: `does not know "${given}"`, allowed: EXPORT_FORMATS },
    ]);
  }
  const { id } = await requireProject(context);
  if (!format) return Response.json(await listSessions(id, query));
  const answer = streamText(exportSessions(id, query, format), writers[format].contentType);
  answer.headers.set("Content-Disposition", `attachment; filename="sessions.${format}"`);
  return answer;
});
