import { pageProjects } from "@/db/page-projects";
import { readGlobalId, writeGlobalId } from "@/lib/phoenix/global-id";
import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { toProjectData } from "@/lib/phoenix/project-data";
import { invalidParameter, readPage } from "@/lib/phoenix/read-page";

const page = { defaultLimit: 100, maxLimit: 1_000 };

export const GET = phoenixRoute(async (request) => {
  const { searchParams } = new URL(request.url);
  const { limit, cursor } = readPage(searchParams, page);
  const beforeId = cursor === null ? null : readCursor(cursor);
  const nameContains = searchParams.get("name_contains") ?? "";
  const found = await pageProjects({ beforeId, nameContains, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return Response.json({
    data: shown.map(toProjectData),
    next_cursor: found.length > limit && last ? writeGlobalId("Project", last.id) : null,
  });
});

function readCursor(cursor: string): number {
  const id = readGlobalId("Project", cursor);
  if (id === null || !/^\d{1,9}$/.test(id)) throw invalidParameter("cursor", "is not a cursor");
  return Number(id);
}
