import { describe, expect, it } from "vitest";
import { jsonSize } from "./json-size";
import { jsonText, writeJson } from "./write-json";

describe("writeJson", () => {
  it.each<unknown>([
    null,
    0,
    'a\n"b"',
    [],
    {},
    [[], {}],
    { a: [1, { b: null }], "": "é🙂" },
    [undefined],
    { __proto__x: 1, constructor: [2] },
  ])("writes %j as JSON.stringify does", (value) => {
    expect(jsonText(value)).toBe(JSON.stringify(value, null, 2));
  });

  it("keeps an own __proto__ key", () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1}}');
    expect(JSON.parse(jsonText(value))).toEqual(value);
    expect(jsonText(value)).toContain('"__proto__"');
  });

  it("writes 20,000 levels, in pieces", () => {
    let value: unknown = 1;
    for (let level = 0; level < 20_000; level++) value = [value];
    const pieces = Array.from(writeJson(value));
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.join("").replace(/\s/g, "")).toBe(`${"[".repeat(20_000)}1${"]".repeat(20_000)}`);
  });
});

describe("jsonSize", () => {
  it.each<unknown>([null, "abc", [1, 2, 3], { a: "b", c: [true, {}] }])(
    "is the length of %j",
    (value) => {
      expect(jsonSize(value)).toBe(JSON.stringify(value).length);
    },
  );

  it("stops past the limit", () => {
    expect(jsonSize(Array(1_000_000).fill(1), 1_000)).toBeGreaterThan(1_000);
  });
});
