import { AmbiguousTarget } from "@/db/place-annotations";
import { putAnnotations } from "@/db/put-annotations";
import { ApiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/read-json";
import { parseAnnotations, type Target } from "@/lib/phoenix/parse-annotations";
import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { takeNamedProjectId } from "./named-project";

const bounds = { maxBytes: 16 * 1024 * 1024, maxDepth: 30, maxValues: 500_000 };

/** `POST /v1/{target}_annotations`. On disk when it answers, whatever `?sync=` says. */
export function annotate(target: Target) {
  return phoenixRoute(async (request) => {
    const inputs = parseAnnotations(target, await readJson(request, bounds));
    if (inputs.length === 0) return Response.json({ data: [] });
    const projectId = await takeNamedProjectId(request);
    const ids = await putAnnotations(inputs, projectId).catch(sayAmbiguous);
    return Response.json({ data: ids.map((id) => ({ id })) });
  });
}

function sayAmbiguous(error: unknown): never {
  if (!(error instanceof AmbiguousTarget)) throw error;
  const { targetId, projectNames } = error;
  const projects = [...new Set(projectNames)];
  const message =
    projects.length > 1
      ? `${targetId} exists in several projects: ${projects.join(", ")}. Name one in the header x-project-name or as ?project=.`
      : `${targetId} is the id of spans in several traces.`;
  throw new ApiError(409, "ambiguous_target", message, [{ id: targetId, projects }]);
}
