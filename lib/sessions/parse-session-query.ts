import type { ParameterCodec } from "./parameter-codecs";
import {
  FILTER_PARAMETERS,
  fromParameters,
  PARAMETER_NAMES,
  VIEW_PARAMETERS,
} from "./session-parameters";
import type { SessionFilters, SessionQuery } from "./session-query";

export interface ParameterProblem {
  parameter: string;
  /** Continues "Parameter sort …". */
  message: string;
  allowed?: readonly string[];
}

/** Reads the list's parameters. What is bad or unknown is named in `problems` and left out of the
 * query, so that a page can go on where an API answers 400. `alsoAllowed` are parameters that the
 * caller reads itself. */
export function parseSessionQuery(
  params: URLSearchParams,
  alsoAllowed: readonly string[] = [],
): { query: SessionQuery; problems: ParameterProblem[] } {
  const problems: ParameterProblem[] = [];

  function read<T>(parameter: string, codec: ParameterCodec<T>): T {
    const { value, message, allowed } = codec.read(params.getAll(parameter));
    if (message !== undefined) problems.push({ parameter, message, ...(allowed && { allowed }) });
    return value;
  }
  const filters: SessionFilters = fromParameters(FILTER_PARAMETERS, read);
  const view: Omit<SessionQuery, "filters"> = fromParameters(VIEW_PARAMETERS, read);

  if (filters.from !== null && filters.to !== null && filters.from > filters.to) {
    filters.to = null;
    problems.push({ parameter: "to", message: "is before from" });
  }
  for (const parameter of new Set(params.keys())) {
    if (PARAMETER_NAMES.includes(parameter) || alsoAllowed.includes(parameter)) continue;
    const allowed = [...PARAMETER_NAMES, ...alsoAllowed];
    problems.push({ parameter, message: "is not a parameter", allowed });
  }
  return { query: { filters, ...view }, problems };
}

/** Every parameter absent. */
export function emptySessionFilters(): SessionFilters {
  return parseSessionQuery(new URLSearchParams()).query.filters;
}

/** What a list page shows of a query: it loads further pages by itself. */
export function firstPage(query: SessionQuery): SessionQuery {
  return { ...query, limit: 50, cursor: null };
}
