import { expect, test } from "vitest";
import { searchTerms } from "./search-terms";

test("words find longer words, phrases are exact, a minus excludes", () => {
  expect(searchTerms('refund "not yet" -lamp -"no way" …')).toEqual([
    { text: "refund", isPrefix: true, isExcluded: false },
    { text: "not yet", isPrefix: false, isExcluded: false },
    { text: "lamp", isPrefix: true, isExcluded: true },
    { text: "no way", isPrefix: false, isExcluded: true },
  ]);
});

test("what stands between words does not count", () => {
  expect(searchTerms("<UserCard> /usr/local a_b don't 1.5 crème").map(({ text }) => text)).toEqual([
    "UserCard",
    "usr local",
    "a b",
    "don t",
    "1 5",
    "crème",
  ]);
});

test("an open quote, emptiness and floods are survived", () => {
  expect(searchTerms('"open end')).toEqual([
    { text: "open end", isPrefix: false, isExcluded: false },
  ]);
  expect(searchTerms("  ")).toEqual([]);
  expect(searchTerms("a ".repeat(1000))).toHaveLength(8);
});
