import { describe, expect, it } from "vitest";
import {
  formatAbsoluteTime,
  formatBytes,
  formatCount,
  formatCountOf,
  formatDuration,
  formatExactCount,
  formatExactMoney,
  formatMoney,
  formatPercent,
  formatRelativeTime,
  formatTotal,
} from "./format";

describe("counts", () => {
  it.each([
    [null, "–"],
    [0, "0"],
    [999, "999"],
    [1204, "1.2k"],
    [1250, "1.25k"],
    [45_321, "45.3k"],
    [1_200_000, "1.2M"],
  ])("%s reads %s", (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it("marks a sum that covers only a part", () => {
    expect(formatCount(1200, { partial: true })).toBe("≥ 1.2k");
    expect(formatExactCount(1204, { partial: true })).toBe("≥ 1,204");
    expect(formatCount(null, { partial: true })).toBe("–");
  });

  it("names what it counts", () => {
    expect(formatCountOf(1, "session")).toBe("1 session");
    expect(formatCountOf(1204, "session")).toBe("1,204 sessions");
    expect(formatTotal({ count: 10_000, exact: false })).toBe("10,000+");
  });
});

describe("money", () => {
  it.each([
    [null, "–"],
    [0, "$0.00"],
    [12.345, "$12.35"],
    [0.01, "$0.01"],
    [0.00123, "$0.0012"],
    [0.0000012, "$0.0000012"],
    [0.00000000123, "< $0.0000001"],
    [1234, "$1.23k"],
  ])("%s reads %s", (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });

  it("keeps every stored digit when exact", () => {
    expect(formatExactMoney(0.001234567)).toBe("$0.001234567");
    expect(formatExactMoney(12.5)).toBe("$12.50");
    expect(formatMoney(0.5, { partial: true })).toBe("≥ $0.50");
  });
});

describe("durations", () => {
  it.each([
    [null, "–"],
    [0, "0 ms"],
    [0.4, "< 1 ms"],
    [340, "340 ms"],
    [999.7, "1.0 s"],
    [1234, "1.2 s"],
    [9999, "9.9 s"],
    [48_900, "48 s"],
    [59_999, "59 s"],
    [60_000, "1m 00s"],
    [252_000, "4m 12s"],
    [3_600_000, "1h 00m"],
    [11_100_000, "3h 05m"],
    [187_200_000, "2d 4h"],
  ])("%s ms reads %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("times", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");

  it.each([
    ["2026-11-21T11:59:58Z", "now"],
    ["2026-11-21T12:00:30Z", "now"],
    ["2026-11-21T11:59:20Z", "40s ago"],
    ["2026-11-21T11:01:00Z", "59m ago"],
    ["2026-11-20T13:00:00Z", "23h ago"],
    ["2026-11-10T12:00:00Z", "11d ago"],
    ["2026-09-01T12:00:00Z", "1 Sep"],
    ["2025-09-01T12:00:00Z", "1 Sep 2025"],
    ["2262-01-01T00:00:00Z", "1 Jan 2262"],
    ["nonsense", "–"],
  ])("%s reads %s", (iso, text) => {
    expect(formatRelativeTime(iso, now)).toBe(text);
  });

  it("says the zone of an absolute time", () => {
    expect(formatAbsoluteTime("2026-11-14T12:45:12Z", "UTC")).toBe("14 Nov 2026, 12:45:12 UTC");
    expect(formatAbsoluteTime("2026-11-14T12:45:12Z", "Asia/Tokyo")).toContain("21:45:12 GMT+9");
  });
});

it("formats shares and sizes", () => {
  expect(formatPercent(0.0823)).toBe("8.2%");
  expect(formatPercent(null)).toBe("–");
  expect(formatBytes(0)).toBe("0 B");
  expect(formatBytes(1234)).toBe("1.23 kB");
  expect(formatBytes(20_400_000)).toBe("20.4 MB");
});
