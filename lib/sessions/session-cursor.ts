import { readCursorText, writeCursorText } from "@/lib/cursor-text";
import { isRealTime } from "@/lib/is-real-time";
import type { SessionQuery, SessionSort, SortDirection } from "./session-query";

/** A place in the ordered list: after the row with this sort value and key. */
export interface SessionCursor {
  /** null: among the rows whose value is unknown; they come last, whatever the direction. */
  value: string | null;
  sessionKey: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** As Postgres writes it. */
const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;
const values: Record<SessionSort, RegExp> = {
  startedAt: time,
  lastActivityAt: time,
  durationMs: /^\d{1,18}$/,
  turns: /^\d{1,9}$/,
  traces: /^\d{1,9}$/,
  spans: /^\d{1,9}$/,
  errors: /^\d{1,9}$/,
  promptTokens: /^-?\d{1,18}$/,
  completionTokens: /^-?\d{1,18}$/,
  totalTokens: /^-?\d{1,18}$/,
  costUsd: /^-?\d{1,18}$/,
  userId: /^[^\0]{0,2000}$/s,
};

/** Opaque to its readers; good for one sort and direction only. */
export function writeCursor(sort: SessionSort, dir: SortDirection, cursor: SessionCursor): string {
  return writeCursorText([sort, dir, cursor.value, cursor.sessionKey]);
}

/** null when it is no cursor of this sort and direction. */
export function readCursor(
  text: string,
  { sort, dir }: Pick<SessionQuery, "sort" | "dir">,
): SessionCursor | null {
  const parts = readCursorText(text);
  if (parts === null || parts[0] !== sort || parts[1] !== dir) return null;
  const [, , value, sessionKey] = parts;
  if (typeof sessionKey !== "string" || !uuid.test(sessionKey)) return null;
  if (value === null) return { value, sessionKey };
  if (typeof value !== "string" || !values[sort].test(value)) return null;
  return values[sort] !== time || isRealTime(value) ? { value, sessionKey } : null;
}
