/** What a reader asks of the users list. */
export const USER_SORTS = [
  "userId",
  "sessions",
  "firstSeenAt",
  "lastSeenAt",
  "turns",
  "traces",
  "errors",
  "totalTokens",
  "costUsd",
] as const;
export type UserSort = (typeof USER_SORTS)[number];

export interface UserQuery {
  sort: UserSort;
  dir: "asc" | "desc";
  /** Part of a user id; "" is none. */
  q: string;
  /** 1 to 200. */
  limit: number;
  /** Opaque: where the page begins. */
  cursor: string | null;
}
