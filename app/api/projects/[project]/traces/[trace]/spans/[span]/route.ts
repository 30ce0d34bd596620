import { readRoute } from "@/app/read-route";
import { getStoredSpan } from "@/db/get-trace-detail";
import { ApiError } from "@/lib/http/api-error";
import { decodeSegment } from "@/lib/paths";
import { requireProject } from "../../../../../require-project";

interface SpanContext {
  params: Promise<{ project: string; trace: string; span: string }>;
}

/** Everything that one span carried. */
export const GET = readRoute(async (_request, context: SpanContext) => {
  const { id } = await requireProject(context);
  const { trace, span } = await context.params;
  const stored = await getStoredSpan(id, decodeSegment(trace), decodeSegment(span));
  if (stored) return Response.json(stored);
  throw new ApiError(404, "span_not_found", "There is no span of that id in the trace.");
});
