import { expect, test } from "vitest";
import { isoFromNano, isoFromPostgres } from "./iso-time";

test("nanoseconds become microseconds, cut, at every size", () => {
  expect(isoFromNano(0n)).toBe("1970-01-01T00:00:00.000000Z");
  expect(isoFromNano(1_795_219_621_478_407_958n)).toBe("2026-11-21T00:07:01.478407Z");
  expect(isoFromNano(2n ** 64n - 1n)).toBe("2554-07-21T23:34:33.709551Z");
});

test("Postgres's times get all six digits, so that they compare as texts", () => {
  const texts = [
    "2026-11-21 02:03:04+00",
    "2026-11-21 02:03:04.1+00",
    "2026-11-21 02:03:04.123456+00",
  ];
  const times = texts.map(isoFromPostgres);
  expect(times[0]).toBe("2026-11-21T02:03:04.000000Z");
  expect([...times].sort()).toEqual(times);
});
