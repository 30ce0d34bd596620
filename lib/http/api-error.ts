import { isDatabaseAway } from "@/lib/database-away";

/** A failure that is expected: thrown, it becomes the answer. The message goes to the client: what
 * is wrong and what to do, without anybody's data. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: unknown[],
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** What a client may know of any error. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isDatabaseAway(error))
    return overloaded("database_away", "The database is away. Try again in a moment.");
  return new ApiError(500, "internal_error", "Colloquy failed. Its log says where.");
}

/** 503, which every exporter retries. */
export function overloaded(code: string, message: string): ApiError {
  return new ApiError(503, code, message, undefined, { "Retry-After": "1" });
}

export function answerError({ status, code, message, details, headers }: ApiError): Response {
  return Response.json({ error: { code, message, details } }, { status, headers });
}
