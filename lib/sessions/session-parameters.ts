import { choice, keyValue, outcome, plainText, scoreRange } from "./choice-codecs";
import {
  flag,
  numberRange,
  oneOf,
  opaqueText,
  type ParameterCodec,
  text,
  time,
  wholeNumber,
} from "./parameter-codecs";
import {
  SESSION_SORTS,
  type SessionFilters,
  type SessionQuery,
  TIME_RANGES,
} from "./session-query";

/** The parameters of the list's URL and of the API, one row each: reading, writing, the lists of
 * what is allowed and the filter bar's completion all come from here. */
interface SessionParameter<T> extends ParameterCodec<T> {
  /** One sentence for the completion and the API's errors. */
  doc: string;
}

export type Parameters<T> = { [Name in keyof T]: SessionParameter<T[Name]> };

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true };

export const FILTER_PARAMETERS: Parameters<SessionFilters> = {
  range: { ...oneOf(TIME_RANGES, "all"), doc: "Last active within this time" },
  from: { ...time(), doc: "Last active at or after this time" },
  to: { ...time(), doc: "Last active at or before this time" },
  q: { ...text(1000), doc: "Words of the conversation" },
  user: { ...choice(plainText, "user id"), doc: "User id" },
  model: { ...choice(plainText, "model"), doc: "Model that was called" },
  tag: { ...choice(plainText, "tag"), doc: "Tag" },
  outcome: {
    ...choice(outcome, "name:label, name:* or name:-"),
    doc: "Label of an annotation; * any, - missing",
  },
  metadata: { ...choice(keyValue, "key:value"), doc: "Metadata" },
  score: { ...choice(scoreRange, "name:min..max"), doc: "Score of an annotation" },
  error: { ...flag(), doc: "Has spans in error" },
  live: { ...flag(), doc: "Spans arrived in the last minutes" },
  duration: { ...numberRange(COUNT), doc: "Milliseconds from first to last span" },
  turns: { ...numberRange(COUNT), doc: "Number of turns" },
  traces: { ...numberRange(COUNT), doc: "Number of traces" },
  tokens: { ...numberRange(COUNT), doc: "Total tokens" },
  cost: { ...numberRange({ min: 0, max: 1e9, whole: false }), doc: "Cost in USD" },
};

export const VIEW_PARAMETERS: Parameters<Omit<SessionQuery, "filters">> = {
  sort: { ...oneOf(SESSION_SORTS, "lastActivityAt"), doc: "What orders the sessions" },
  dir: { ...oneOf(["asc", "desc"], "desc"), doc: "Direction of the order" },
  limit: { ...wholeNumber(1, 200, 50), doc: "Sessions per page" },
  cursor: { ...opaqueText(), doc: "Where the page starts, from nextCursor" },
};

/** In the order of the table: filters, then sort, dir, limit, cursor. */
export const PARAMETER_NAMES: readonly string[] = [
  ...Object.keys(FILTER_PARAMETERS),
  ...Object.keys(VIEW_PARAMETERS),
];

/** One value per row. The cast is the guarantee of the mapped type: a table's names are exactly
 * T's keys. */
export function fromParameters<T extends object>(
  table: Parameters<T>,
  make: <Name extends keyof T & string>(name: Name, row: SessionParameter<T[Name]>) => T[Name],
): T {
  const made: Partial<T> = {};
  for (const name in table) made[name] = make(name, table[name]);
  return made as T;
}
