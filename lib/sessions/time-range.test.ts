import { expect, it } from "vitest";
import { emptySessionFilters } from "./parse-session-query";
import { describeTimeRange, withoutTimeRange } from "./time-range";

const none = emptySessionFilters();
const from = "2026-11-10T00:00:00.000Z";
const to = "2026-11-20T06:30:00.000Z";

it.each([
  [{}, null],
  [{ range: "7d" as const }, "last 7 days"],
  [{ from, to }, "10 Nov 2026, 00:00 – 20 Nov 2026, 06:30"],
  [{ range: "7d" as const, from }, "since 10 Nov 2026, 00:00"],
  [{ to }, "until 20 Nov 2026, 06:30"],
])("%o reads %s", (change, text) => {
  expect(describeTimeRange({ ...none, ...change }, "UTC")).toBe(text);
});

it("drops every kind of time range", () => {
  expect(withoutTimeRange({ ...none, range: "7d", from, to })).toEqual(none);
});
