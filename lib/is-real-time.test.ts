import { expect, test } from "vitest";
import { isRealTime } from "./is-real-time";

test.each(["2026-02-28T23:59:59.123456Z", "2024-02-29 00:00:00+00", "0001-01-01T00:00:00Z"])(
  "%s exists",
  (text) => expect(isRealTime(text)).toBe(true),
);

test.each([
  "2026-02-29T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-01-01T24:00:00Z",
  "0000-01-01T00:00:00Z",
  "now",
  "",
])("%s does not", (text) => expect(isRealTime(text)).toBe(false));
