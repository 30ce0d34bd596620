import { withSeen } from "@/app/seen";
import { deleteAnnotation } from "@/db/delete-annotation";
import { ApiError } from "@/lib/http/api-error";
import { route } from "@/lib/http/route";
import { decodeSegment } from "@/lib/paths";
import { requireProject } from "../../../require-project";

interface AnnotationContext {
  params: Promise<{ project: string; annotation: string }>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const DELETE = route(async (request, context: AnnotationContext) => {
  const { id: projectId } = await requireProject(context);
  const id = decodeSegment((await context.params).annotation);
  const isDeleted = uuid.test(id) && (await deleteAnnotation(projectId, id));
  if (isDeleted) return withSeen(request, new Response(null, { status: 204 }));
  throw new ApiError(
    404,
    "annotation_not_found",
    "There is no annotation of that id in the project.",
  );
});
