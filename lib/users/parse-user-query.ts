import {
  oneOf,
  opaqueText,
  type ParameterCodec,
  text,
  wholeNumber,
} from "@/lib/sessions/parameter-codecs";
import type { ParameterProblem } from "@/lib/sessions/parse-session-query";
import { fromParameters, type Parameters } from "@/lib/sessions/session-parameters";
import { USER_SORTS, type UserQuery } from "./user-query";

export const USER_PARAMETERS: Parameters<UserQuery> = {
  sort: { ...oneOf(USER_SORTS, "lastSeenAt"), doc: "What orders the users" },
  dir: { ...oneOf(["asc", "desc"], "desc"), doc: "Direction of the order" },
  q: { ...text(1000), doc: "Part of a user id" },
  limit: { ...wholeNumber(1, 200, 50), doc: "Users per page" },
  cursor: { ...opaqueText(), doc: "Where the page starts, from nextCursor" },
};

/** Reads the users list's parameters; what is bad or unknown is named in `problems` and left out. */
export function parseUserQuery(params: URLSearchParams): {
  query: UserQuery;
  problems: ParameterProblem[];
} {
  const problems: ParameterProblem[] = [];
  function read<T>(parameter: string, codec: ParameterCodec<T>): T {
    const { value, message, allowed } = codec.read(params.getAll(parameter));
    if (message !== undefined) problems.push({ parameter, message, ...(allowed && { allowed }) });
    return value;
  }
  const query: UserQuery = fromParameters(USER_PARAMETERS, read);
  const names = Object.keys(USER_PARAMETERS);
  for (const parameter of new Set(params.keys())) {
    if (names.includes(parameter)) continue;
    problems.push({ parameter, message: "is not a parameter", allowed: names });
  }
  return { query, problems };
}
