import { settings } from "@/lib/settings";
import { ApiError } from "./api-error";
import { withBody } from "./read-body";

/** The JSON of a request's body, to be validated. Throws ApiErrors: 400, 413, 415. */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json *(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new ApiError(415, "unsupported_media_type", "Send JSON, as application/json.");
  }
  return withBody(request, settings().maxBodyBytes, async (body) => {
    try {
      const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
      return parsed;
    } catch {
      throw new ApiError(400, "invalid_json", "The body is not JSON.");
    }
  });
}
