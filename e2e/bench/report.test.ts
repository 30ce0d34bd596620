import { expect, test } from "vitest";
import type { Figure } from "./bench";
import { formatFigure, howMuchBetter } from "./report";

const slow: Figure = { name: "list", unit: "ms", value: 40, target: 20, note: "" };
const fast: Figure = { ...slow, value: 10 };
const few: Figure = { name: "ingest", unit: "spans/s", value: 5_000, target: 10_000, note: "" };
const many: Figure = { ...few, value: 12_345 };

test("a time is met below its target, a rate above", () => {
  expect(
    [slow, fast, few, many].map((figure) => formatFigure(figure, null).includes("MISSED")),
  ).toEqual([true, false, true, false]);
  expect(formatFigure({ ...slow, target: null }, null)).not.toMatch(/met|MISSED/);
});

test("better is more of a rate and less of a time", () => {
  expect(howMuchBetter(slow, fast)).toBe(4);
  expect(howMuchBetter(few, many)).toBeCloseTo(2.469);
});
