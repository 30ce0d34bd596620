/** What a reader asks of the sessions list: the one shape between URL, API and SQL. */

export const SESSION_SORTS = [
  "startedAt",
  "lastActivityAt",
  "durationMs",
  "turns",
  "traces",
  "spans",
  "errors",
  "promptTokens",
  "completionTokens",
  "totalTokens",
  "costUsd",
  "userId",
] as const;
export type SessionSort = (typeof SESSION_SORTS)[number];
export type SortDirection = "asc" | "desc";

export const TIME_RANGES = ["1h", "24h", "7d", "30d", "90d", "all"] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

/** Values of one filter are alternatives; excluded ones must all be absent. */
export interface Choice<T> {
  include: T[];
  exclude: T[];
}

/** Both ends inclusive; null is open. */
export interface NumberRange {
  min: number | null;
  max: number | null;
}

/** label null: see `match`. */
export type OutcomeFilter =
  | { name: string; match: "label"; label: string }
  | { name: string; match: "any" }
  | { name: string; match: "missing" };

export interface SessionFilters {
  range: TimeRange;
  /** ISO 8601; set, they take the place of `range`. By last activity. */
  from: string | null;
  to: string | null;
  /** Full text over the conversation; "" is none. */
  q: string;
  user: Choice<string>;
  model: Choice<string>;
  tag: Choice<string>;
  outcome: Choice<OutcomeFilter>;
  metadata: Choice<{ key: string; value: string }>;
  score: Choice<{ name: string } & NumberRange>;
  error: boolean | null;
  live: boolean | null;
  /** Milliseconds in the API and the URL alike. */
  duration: NumberRange | null;
  turns: NumberRange | null;
  traces: NumberRange | null;
  tokens: NumberRange | null;
  /** USD. */
  cost: NumberRange | null;
}

export interface SessionQuery {
  filters: SessionFilters;
  sort: SessionSort;
  dir: SortDirection;
  /** 1 to 200. */
  limit: number;
  cursor: string | null;
}
