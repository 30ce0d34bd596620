import { expect, test } from "vitest";
import { shortenTexts } from "./shorten-texts";

const CUT = /\n\[cut: [\d.]+ k?B in all, see the trace\]$/;

test("short texts, and JSON without texts, stay as they are", () => {
  const json = JSON.stringify({ a: ["x", 'q"uote', "back\\slash\\"], b: 1, c: null });
  expect(shortenTexts(json, 20)).toBe(json);
  expect(shortenTexts("[1,2]", 1)).toBe("[1,2]");
});

test("long ones are cut wherever they stand, the others not", () => {
  const long = "y".repeat(500);
  const value = { first: long, list: ["short", { deep: long }], end: "short" };
  const cut = JSON.parse(shortenTexts(JSON.stringify(value), 100));
  expect(cut.first.replace(CUT, "")).toBe("y".repeat(100));
  expect(cut.list[1].deep.replace(CUT, "")).toBe("y".repeat(100));
  expect(cut).toMatchObject({ list: ["short", {}], end: "short" });
});

test("a cut splits no escape, whatever it falls on", () => {
  const text = 'a\\"\n\u0001é😀\\\\"\\u0041\t'.repeat(20);
  for (let longest = 1; longest < 120; longest++) {
    const [cut] = JSON.parse(shortenTexts(JSON.stringify([text]), longest));
    const start = cut.replace(CUT, "");
    expect(cut).toMatch(CUT);
    expect(text.startsWith(start)).toBe(true);
    expect(start.isWellFormed()).toBe(true);
    expect(JSON.stringify(start).length).toBeGreaterThan(longest - 6);
  }
});
