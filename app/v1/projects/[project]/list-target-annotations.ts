import { findTargets } from "@/db/annotation-targets";
import { listAnnotations } from "@/db/list-annotations";
import { ApiError } from "@/lib/http/api-error";
import { writeAnnotationCursor } from "@/lib/phoenix/annotation-cursor";
import { toAnnotationData } from "@/lib/phoenix/annotation-data";
import { readAnnotationQuery } from "@/lib/phoenix/annotation-query";
import type { Target } from "@/lib/phoenix/parse-annotations";
import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { type ProjectContext, requireProject } from "../../named-project";

/** `GET /v1/projects/{project}/{target}_annotations`. */
export function listTargetAnnotations(target: Target) {
  return phoenixRoute(async (request, context: ProjectContext) => {
    const { from, limit, ...asked } = readAnnotationQuery(
      target,
      new URL(request.url).searchParams,
    );
    const project = await requireProject(context);
    const page = await listAnnotations(project.id, { target, ...asked }, { from, limit });
    if (page.annotations.length === 0 && asked.identifiers.length === 0) {
      await requireTargets(target, asked.ids, project.id);
    }
    return Response.json({
      data: page.annotations.map((annotation) => toAnnotationData(target, annotation)),
      next_cursor: page.next && writeAnnotationCursor(page.next),
    });
  });
}

/** As in Phoenix: ids of which none is known are a mistake, not an empty page. */
async function requireTargets(target: Target, ids: string[], projectId: number): Promise<void> {
  const found = await findTargets(target, ids, projectId);
  if (found.size > 0) return;
  throw new ApiError(404, `${target}_not_found`, `The project has none of these ${target}s.`);
}
