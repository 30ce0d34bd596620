import { readCursorText, writeCursorText } from "@/lib/cursor-text";
import { isRealTime } from "@/lib/is-real-time";
import type { UserQuery, UserSort } from "./user-query";

/** A place in the ordered users: after the one with this sort value and id. */
export interface UserCursor {
  /** null: among the users whose value is unknown; they come last, whatever the direction. */
  value: string | null;
  userId: string;
}

/** As Postgres writes it. */
const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;
const number = /^-?\d{1,30}$/;
const id = /^[^\0]{1,2000}$/s;
const values: Record<UserSort, RegExp> = {
  userId: id,
  sessions: number,
  firstSeenAt: time,
  lastSeenAt: time,
  turns: number,
  traces: number,
  errors: number,
  totalTokens: number,
  costUsd: number,
};

/** Opaque to its readers; good for one sort and direction only. */
export function writeUserCursor({ sort, dir }: UserQuery, { value, userId }: UserCursor): string {
  return writeCursorText([sort, dir, value, userId]);
}

/** null when it is no cursor of this sort and direction. */
export function readUserCursor(
  text: string,
  { sort, dir }: Pick<UserQuery, "sort" | "dir">,
): UserCursor | null {
  const parts = readCursorText(text);
  if (parts === null || parts[0] !== sort || parts[1] !== dir) return null;
  const [, , value, userId] = parts;
  if (typeof userId !== "string" || !id.test(userId)) return null;
  if (value === null) return { value, userId };
  if (typeof value !== "string" || !values[sort].test(value)) return null;
  return values[sort] !== time || isRealTime(value) ? { value, userId } : null;
}
