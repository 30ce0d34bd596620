import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/testing/cpu-ms";
import { JsonTree } from "./json-tree";
import { type JsonMatch, MAX_MATCHES, matchPath, searchJson } from "./search-json";

function searchAll(value: unknown, query: string): JsonMatch[] {
  return Array.from(searchJson(value, query)).flat();
}

describe("searchJson", () => {
  it("finds keys and values in document order, whatever the case", () => {
    const matches = searchAll({ Order: "no order", list: [{ id: "ORDER-1" }, true] }, "order");
    expect(matches.map((match) => [match.at, match.offset, matchPath(match)])).toEqual([
      ["key", 0, [0]],
      ["value", 3, [0]],
      ["value", 0, [1, 0, 0]],
    ]);
  });

  it("finds numbers, booleans and null by their text", () => {
    expect(searchAll([12.5, true, null], "12.5")).toHaveLength(1);
    expect(searchAll([12.5, true, null], "ru")).toHaveLength(1);
    expect(searchAll([12.5, true, null], "null")).toHaveLength(1);
  });

  it("takes a lone value", () => {
    expect(searchAll("needle in hay", "hay").map((match) => match.offset)).toEqual([10]);
  });

  it("keeps offsets right beside letters that change length in lower case", () => {
    expect(searchAll(["İİ Needle"], "needle").map((match) => match.offset)).toEqual([3]);
  });

  it("treats the query as text, not as a pattern", () => {
    expect(searchAll(["a.b", "axb", ".*"], ".*")).toHaveLength(1);
  });

  it("leads the tree to each match, in ranges of long arrays too", () => {
    const value = { rows: Array.from({ length: 25_000 }, (_, index) => `row ${index}`) };
    const [match] = searchAll(value, "row 24999");
    if (match === undefined) throw new Error("no match");
    const tree = new JsonTree(value);
    const row = tree.rowAtLine(tree.reveal(matchPath(match), match.offset));
    expect(row.child).toMatchObject({ key: 24_999, value: "row 24999" });
  });

  it("stops at the cap and pauses on the way", () => {
    const value = Array.from({ length: 200_000 }, () => "x");
    const slices = Array.from(searchJson(value, "x"));
    expect(slices.flat()).toHaveLength(MAX_MATCHES);
    expect(Array.from(searchJson(value, "y")).length).toBeGreaterThan(5);
  });

  it("searches 20,000 levels and 50 MB in pieces", () => {
    let deep: unknown = "needle";
    for (let level = 0; level < 20_000; level++) deep = { k: deep };
    expect(
      matchPath(searchAll(deep, "needle")[0] ?? { at: "key", offset: 0, place: null }),
    ).toHaveLength(20_000);

    const large = Array.from({ length: 10_000 }, (_, index) => ({
      text: "lorem ".repeat(800) + index,
    }));
    const search = searchJson(large, "lorem 9999");
    const sizes: number[] = [];
    let longest = 0;
    for (let isDone = false; !isDone; ) {
      const ms = cpuMs(() => {
        const { done, value } = search.next();
        isDone = done === true;
        if (value) sizes.push(value.length);
      });
      longest = Math.max(longest, ms);
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1);
    expect(sizes.length).toBeGreaterThan(30);
    expect(longest).toBeLessThan(200);
  });
});
