import { readRoute } from "@/app/read-route";
import { getTraceDetail } from "@/db/get-trace-detail";
import { ApiError } from "@/lib/http/api-error";
import { decodeSegment } from "@/lib/paths";
import { requireProject } from "../../../require-project";

interface TraceContext {
  params: Promise<{ project: string; trace: string }>;
}

export const GET = readRoute(async (_request, context: TraceContext) => {
  const { id } = await requireProject(context);
  const trace = await getTraceDetail(id, decodeSegment((await context.params).trace));
  if (trace) return Response.json(trace);
  throw new ApiError(404, "trace_not_found", "There is no trace of that id in the project.");
});
