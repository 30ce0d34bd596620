import { describe, expect, test } from "vitest";
import { fitKey } from "./fit-key";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");

describe("fitKey", () => {
  test.each(["", "a", "../../x", "🙂".repeat(250), "x".repeat(1000)])(
    "keeps what fits: %#",
    (text) => {
      expect(fitKey(text)).toBe(text);
    },
  );

  test.each(["x".repeat(1001), "é".repeat(501), "🙂".repeat(251), "漢".repeat(6000)])(
    "cuts what does not, between characters: %#",
    (text) => {
      const fitted = fitKey(text);
      expect(bytes(fitted)).toBeLessThanOrEqual(1000);
      expect(bytes(fitted)).toBeGreaterThan(990);
      expect(fitted).not.toContain("\uFFFD");
      expect(text.startsWith(fitted.slice(0, fitted.lastIndexOf("~")))).toBe(true);
    },
  );

  test("is stable, also for what is cut already", () => {
    const long = "s".repeat(6000);
    expect(fitKey(long)).toBe(fitKey(long));
    expect(fitKey(fitKey(long))).toBe(fitKey(long));
  });

  test("tells apart long texts that differ at their end only", () => {
    expect(fitKey(`${"s".repeat(6000)}1`)).not.toBe(fitKey(`${"s".repeat(6000)}2`));
  });
});
