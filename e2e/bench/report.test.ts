import { expect, test } from "vitest";
import type { Figure } from "./bench";
import { formatFigure, formatTable, howMuchBetter } from "./report";

const slow: Figure = { name: "list", unit: "ms", value: 40, p50: 7.25, target: 20, note: "" };
const fast: Figure = { ...slow, value: 10 };
const few: Figure = { ...slow, name: "ingest", unit: "spans/s", value: 5_000, target: 10_000 };
const many: Figure = { ...few, value: 12_345 };

test("a time is met below its target, a rate above", () => {
  expect(
    [slow, fast, few, many].map((figure) => formatFigure(figure, null).includes("MISSED")),
  ).toEqual([true, false, true, false]);
  expect(formatFigure({ ...slow, target: null }, null)).not.toMatch(/met|MISSED/);
  expect(formatTable([slow, fast, { ...few, target: null }], null)).toContain("1 of 2 targets met");
});

test("better is more of a rate and less of a time", () => {
  expect(howMuchBetter(slow, fast)).toBe(4);
  expect(howMuchBetter(few, many)).toBeCloseTo(2.469);
  expect(howMuchBetter({ value: 0 }, { ...slow, value: 0 })).toBe(1);
});

test("a figure stands beside its earlier one, if there was one", () => {
  const earlier = { figures: [few, slow] };
  expect(formatFigure(fast, earlier)).toContain("×4.00");
  expect(formatFigure({ ...fast, name: "other" }, earlier)).not.toContain("×");
});
