import { type ParameterProblem, parseSessionQuery } from "@/lib/sessions/parse-session-query";
import { readCursor } from "@/lib/sessions/session-cursor";
import type { SessionQuery } from "@/lib/sessions/session-query";
import { ApiError } from "./api-error";

/** The list's parameters of a request; a bad or unknown one is a 400 that names it. */
export function readSessionQuery(request: Request, alsoAllowed: string[] = []): SessionQuery {
  const { searchParams } = new URL(request.url);
  const { query, problems } = parseSessionQuery(searchParams, alsoAllowed);
  if (query.cursor !== null && readCursor(query.cursor, query) === null) {
    problems.push({ parameter: "cursor", message: "is not a cursor of this order" });
  }
  refuseProblems(problems);
  return query;
}

export function refuseProblems(problems: ParameterProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const allowed = first.allowed ? ` Allowed: ${first.allowed.join(", ")}.` : "";
  throw new ApiError(
    400,
    "bad_parameter",
    `Parameter ${first.parameter} ${first.message}.${allowed}`,
    problems,
  );
}
