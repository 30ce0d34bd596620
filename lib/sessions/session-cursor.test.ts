import { expect, test } from "vitest";
import { readCursor, writeCursor } from "./session-cursor";

const order = { sort: "startedAt", dir: "desc" } as const;
const sessionKey = "0d1a005f-3958-6c9d-8b47-b49f78508fd0";
const write = (value: string | null) => writeCursor(order.sort, order.dir, { value, sessionKey });

test.each(["2026-11-21 02:03:04+00", "2026-11-21 02:03:04.123456+00", null])(
  "a place at %s comes back",
  (value) => expect(readCursor(write(value), order)).toEqual({ value, sessionKey }),
);

test.each(["9999999999", "----------", "2026-02-30 00:00:00+00", "2026-01-01T00:00:00Z", "now"])(
  "%s is no time, and would fail in the database",
  (value) => expect(readCursor(write(value), order)).toBeNull(),
);

test("a cursor of another order is none", () => {
  expect(readCursor(write(null), { ...order, dir: "asc" })).toBeNull();
  expect(readCursor(write(null), { ...order, sort: "turns" })).toBeNull();
});
