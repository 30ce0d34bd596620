import { expect, test } from "vitest";
import { cleanText, cutText } from "./clean-text";

test("NUL and lone surrogates are replaced, everything else stays", () => {
  expect(cleanText("a\0b\uD800c🙂\\u0000")).toBe("a\uFFFDb\uFFFDc🙂\\u0000");
  expect(cleanText("\uFEFFa\uDC00")).toBe("\uFEFFa\uFFFD");
  expect(cleanText("\uFEFFé\\u0000")).toBe("\uFEFFé\\u0000");
});

test("a cut never halves a character and says that it is a cut", () => {
  expect(cutText("abcd", 4)).toBe("abcd");
  expect(cutText("abcde", 4)).toBe("abc…");
  expect(cutText("ab🙂cd", 4)).toBe("ab…");
  expect(cutText("ab🙂cd", 5)).toBe("ab🙂…");
});
