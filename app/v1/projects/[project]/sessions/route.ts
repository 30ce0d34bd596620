import { listSessionOutlines } from "@/db/outline-sessions";
import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { invalidParameter, readPage } from "@/lib/phoenix/read-page";
import { toSessionData } from "@/lib/phoenix/session-data";
import { readCursor, writeCursor } from "@/lib/sessions/session-cursor";
import { type ProjectContext, requireProject } from "../../../named-project";

const page = { defaultLimit: 100, maxLimit: 1_000 };

/** In the order of their start: `?order=asc`, the default, or `desc`. */
export const GET = phoenixRoute(async (request, context: ProjectContext) => {
  const { searchParams } = new URL(request.url);
  const { limit, cursor } = readPage(searchParams, page);
  const dir = searchParams.get("order") ?? "asc";
  if (dir !== "asc" && dir !== "desc") throw invalidParameter("order", "must be asc or desc");
  const from = cursor === null ? null : readCursor(cursor, { sort: "startedAt", dir });
  if (cursor !== null && from === null)
    throw invalidParameter("cursor", "is not a cursor of this order");
  const { id } = await requireProject(context);
  const { sessions, next } = await listSessionOutlines(id, { dir, from, limit });
  return Response.json({
    data: sessions.map(toSessionData),
    next_cursor: next && writeCursor("startedAt", dir, next),
  });
});
