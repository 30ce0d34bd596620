import { storeTraces } from "@/db/ingest-thread/ingest-thread";
import { ApiError } from "@/lib/http/api-error";
import { withReceived } from "@/lib/http/read-body";
import { route } from "@/lib/http/route";
import { answerStatus, answerTraces, readContentType } from "@/lib/otlp/trace-answer";
import { settings } from "@/lib/settings";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** OTLP/HTTP 1.x. 200 means that the spans are on disk. */
export const POST = route(async (request) => {
  const encoding = readContentType(request.headers.get("content-type"));
  if (encoding === null) {
    const message = "Send application/x-protobuf or application/json.";
    throw new ApiError(415, "unsupported_media_type", message);
  }
  const project = readProject(request.headers.get("x-project-name"));
  return withReceived(request, settings().maxBodyBytes, async (received) =>
    answerTraces(await storeTraces({ ...received, encoding, project }), encoding),
  );
}, answerFailure);

export const OPTIONS = route(() => new Response(null, { status: 204, headers: allow }));

const refuse = route(() => {
  throw new ApiError(405, "method_not_allowed", "Send spans with POST.", undefined, allow);
}, answerFailure);

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as PATCH, refuse as PUT };

const allow = { Allow: "OPTIONS, POST" };

function answerFailure(error: ApiError, request: Request): Response {
  return answerStatus(error, readContentType(request.headers.get("content-type")) ?? "json");
}

/** Headers are Latin-1 to the platform; a name beyond ASCII was sent as UTF-8. */
function readProject(header: string | null): string | null {
  const name = Buffer.from(header ?? "", "latin1")
    .toString("utf8")
    .trim();
  return name === "" ? null : name;
}
