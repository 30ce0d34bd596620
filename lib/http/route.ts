import { settings } from "@/lib/settings";
import { type ApiError, answerError, toApiError } from "./api-error";
import { guard } from "./guard";
import { logLine } from "./log-error";

type Handle<Context> = (request: Request, context: Context) => Response | Promise<Response>;

/**
 * Every route handler goes through here: `export const GET = route(async (request, context) => …)`.
 * Guards the request, turns what is thrown into an answer and a safe log line, sets the headers of
 * every API answer that the handler did not set. `answer` says failures in another format.
 */
export function route<Context>(
  handle: Handle<Context>,
  answer: (error: ApiError, request: Request) => Response = answerError,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const forbidden = guard(request, settings());
      if (forbidden) throw forbidden;
      return withHeaders(await handle(request, context));
    } catch (error) {
      const failure = toApiError(error);
      if (failure.status >= 500) console.error(logLine(request.method, failure.status, error));
      return withHeaders(answer(failure, request));
    }
  };
}

const standingHeaders = [
  ["Cache-Control", "no-store"],
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Referrer-Policy", "no-referrer"],
  ["X-Content-Type-Options", "nosniff"],
] as const;

function withHeaders(answer: Response): Response {
  const { body, status, statusText } = answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of standingHeaders) if (!headers.has(name)) headers.set(name, value);
  return new Response(body, { status, statusText, headers });
}
