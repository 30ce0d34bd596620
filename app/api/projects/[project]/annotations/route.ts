import { withSeen } from "@/app/seen";
import { findTargets } from "@/db/annotation-targets";
import { AmbiguousTarget } from "@/db/place-annotations";
import { getAnnotation, putAnnotations } from "@/db/put-annotations";
import { ApiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/read-json";
import { route } from "@/lib/http/route";
import { parseAnnotation } from "@/lib/sessions/parse-annotation";
import { type ProjectContext, requireProject } from "../../require-project";

const bounds = { maxBytes: 1024 * 1024, maxDepth: 30, maxValues: 20_000 };

/** Adds or replaces, by target, name and identifier. The target must have arrived. */
export const POST = route(async (request, context: ProjectContext) => {
  const input = parseAnnotation(await readJson(request, bounds));
  const { id: projectId } = await requireProject(context);
  const places = await findTargets(input.target, [input.targetId], projectId);
  const isThere = places
    .get(input.targetId)
    ?.some(({ traceId }) => input.traceId === null || input.traceId === traceId);
  if (!isThere) {
    throw new ApiError(
      404,
      `${input.target}_not_found`,
      `There is no ${input.target} of that id in the project.`,
    );
  }
  const [id = ""] = await putAnnotations([input], projectId).catch(sayAmbiguous);
  const annotation = await getAnnotation(projectId, id);
  if (annotation) return withSeen(request, Response.json(annotation));
  throw new ApiError(409, "annotation_replaced", "Another writer has just replaced it. Try again.");
});

function sayAmbiguous(error: unknown): never {
  if (!(error instanceof AmbiguousTarget)) throw error;
  throw new ApiError(
    409,
    "ambiguous_target",
    "The span's id stands in several traces. Give its traceId too.",
  );
}
