import { expect, test } from "vitest";
import { placesBelow } from "./places-below";

function below(parents: Record<string, string>) {
  const items = Object.keys(parents);
  const flags = placesBelow(items, (item) => items.find((other) => other === parents[item]));
  return items.filter((_, index) => flags[index]);
}

test("what has a parent is below, what has none here is not", () => {
  expect(below({ root: "", child: "root", grandchild: "child", orphan: "away" })).toEqual([
    "child",
    "grandchild",
  ]);
});

test("a circle of parents, and what hangs on it, is below nothing", () => {
  expect(below({ a: "b", b: "a", self: "self", hanging: "a", child: "hanging" })).toEqual([]);
});

test("a chain of 100,000 takes no time to speak of", () => {
  const parents = Array.from({ length: 100_000 }, (_, index) => index);
  const flags = placesBelow(parents, (item) => (item > 0 ? item - 1 : undefined));
  expect(flags.filter(Boolean)).toHaveLength(99_999);
});
