import { expect, it } from "vitest";
import { annotationTone } from "./annotation-tone";

it.each([
  ["goal", "achieved", "positive"],
  ["goal", "Not achieved", "negative"],
  ["goal", "partially-achieved", "warning"],
  ["frustration", "frustrated", "negative"],
  ["frustration", "not frustrated", "positive"],
  ["frustration", "none", "positive"],
  ["User Frustration", "Yes", "negative"],
  ["resolved_by_bot", "yes", "positive"],
  ["resolved_by_bot", "no", "negative"],
  ["goal", null, "neutral"],
])("%s = %s is %s", (name, label, tone) => {
  expect(annotationTone(name, label)).toBe(tone);
});

it("gives an unknown label the same hue every time, whatever its case", () => {
  const tone = annotationTone("topic", "billing");
  expect(tone).toMatch(/^hue-[1-6]$/);
  expect(annotationTone("topic", "Billing")).toBe(tone);
  expect(
    new Set(["billing", "shipping", "returns", "login"].map((l) => annotationTone("t", l))).size,
  ).toBeGreaterThan(1);
});
