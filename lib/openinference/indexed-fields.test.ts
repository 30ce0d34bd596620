import { expect, test } from "vitest";
import { attributeMap, type ExampleAttributes } from "./example-span";
import { groupByIndex } from "./indexed-fields";

function groups(attributes: ExampleAttributes) {
  return groupByIndex(attributeMap(attributes), "m.").map(({ index, values }) => [
    index,
    Object.fromEntries(values),
  ]);
}

test("orders indices as integers, whatever the order of the attributes", () => {
  const attributes = { "m.10.a": "ten", "m.9.a": "nine", "m.2.a": "two", "m.10.b": "more" };
  expect(groups(attributes)).toEqual([
    [2, { a: "two" }],
    [9, { a: "nine" }],
    [10, { a: "ten", b: "more" }],
  ]);
  expect(
    groups({ "m.1.a": 1, "m.5.a": 5, "m.1.b": 1, "m.3.a": 3 }).map(([index]) => index),
  ).toEqual([1, 3, 5]);
});

test("leaves out valueless attributes, other prefixes and what is no bounded index", () => {
  expect(
    groups({
      "m.0.a": null,
      "n.0.a": 1,
      "m.a": 1,
      "m..a": 1,
      "m.": 1,
      "m.1": 1,
      "m.-1.a": 1,
      "m.1e3.a": 1,
      "m.4294967294.a": 1,
      "m.__proto__.a": 1,
      "m.999999.a": "kept",
    }),
  ).toEqual([[999_999, { a: "kept" }]]);
});
