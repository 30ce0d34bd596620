import { USER_PARAMETERS } from "./parse-user-query";
import type { UserQuery } from "./user-query";

/** A query without its page, as its URL says it; what is at its default is absent. */
export function toUserSearch({ q, sort, dir }: UserQuery): string {
  const params = new URLSearchParams();
  for (const text of USER_PARAMETERS.q.write(q)) params.append("q", text);
  for (const text of USER_PARAMETERS.sort.write(sort)) params.append("sort", text);
  for (const text of USER_PARAMETERS.dir.write(dir)) params.append("dir", text);
  return params.toString();
}
