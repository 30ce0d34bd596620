import { FILTER_PARAMETERS, type Parameters, VIEW_PARAMETERS } from "./session-parameters";
import type { SessionFilters, SessionQuery } from "./session-query";

/** The query as its URL says it; what is at its default is absent. `parseSessionQuery` reads it
 * back. */
export function toSearchParams({ filters, ...view }: SessionQuery): URLSearchParams {
  const params = toFilterParams(filters);
  append(params, VIEW_PARAMETERS, view);
  return params;
}

/** Only the filters: for what does not depend on order and page. */
export function toFilterParams(filters: SessionFilters): URLSearchParams {
  const params = new URLSearchParams();
  append(params, FILTER_PARAMETERS, filters);
  return params;
}

function append<T extends object>(params: URLSearchParams, table: Parameters<T>, values: T) {
  for (const name in table) {
    for (const text of table[name].write(values[name])) params.append(name, text);
  }
}
