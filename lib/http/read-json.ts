import { ApiError } from "./api-error";
import { type JsonBounds, parseBoundedJson } from "./parse-bounded-json";
import { withBody } from "./read-body";

/** The JSON of a request's body, to be validated. Throws ApiErrors: 400, 413, 415. */
export async function readJson(
  request: Request,
  { maxBytes, ...bounds }: JsonBounds & { maxBytes: number },
): Promise<unknown> {
  if (!/^application\/json *(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new ApiError(415, "unsupported_media_type", "Send JSON, as application/json.");
  }
  return withBody(request, maxBytes, async (body) => parseBoundedJson(body, bounds));
}
