import { describe, expect, test } from "vitest";
import { own, parseJsonText, parseToolValue } from "./json-text";

describe("parseJsonText", { timeout: 30_000 }, () => {
  test.each<[string, unknown]>([
    ['{"a":[1]}', { a: [1] }],
    [" \n[1]", [1]],
    ["plain", undefined],
    ["12", undefined],
    ['"text"', undefined],
    ['{"a":', undefined],
    ['{"a":"\\"}]{"}', { a: '"}]{' }],
    ['{"a":"\\\\"}', { a: "\\" }],
    ["", undefined],
  ])("%s", (text, expected) => {
    expect(parseJsonText(text, 1000)).toEqual(expected);
  });

  test("takes neither too long nor too deep nor too many parts", () => {
    expect(parseJsonText(`["${"x".repeat(1000)}"]`, 1000)).toBeUndefined();
    expect(parseJsonText("[".repeat(100_000), 1e9)).toBeUndefined();
    expect(parseJsonText(`${"[".repeat(101)}${"]".repeat(101)}`, 1e9)).toBeUndefined();
    expect(parseJsonText(`[${"{},".repeat(8_000_000)}{}]`, 1e9)).toBeUndefined();
    expect(parseJsonText(`{"a":"${'\\"'.repeat(1_000_000)}`, 1e9)).toBeUndefined();
  });

  test("brackets inside strings are not depth", () => {
    expect(parseJsonText(`["${"[".repeat(500)}"]`, 1000)).toEqual(["[".repeat(500)]);
  });

  test("__proto__ is a key like any other and reaches no prototype", () => {
    const parsed = parseJsonText('{"__proto__":{"polluted":1}}', 1000);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(
      parsed && typeof parsed === "object" ? own({ ...parsed }, "polluted") : null,
    ).toBeUndefined();
    expect(own({}, "constructor")).toBeUndefined();
  });
});

describe("parseToolValue", () => {
  test.each<[string, unknown]>([
    ['{"a":1}', { a: 1 }],
    ['"{\\"a\\":1}"', { a: 1 }],
    ['"\\"{}\\""', '"\\"{}\\""'],
    ['"text"', '"text"'],
    ["12", "12"],
    ["true", "true"],
    ["", ""],
    ["{broken", "{broken"],
    ['{"id":12345678901234567890}', '{"id":12345678901234567890}'],
    ['{"id":"12345678901234567890"}', { id: "12345678901234567890" }],
    [`["${"x".repeat(300_000)}"]`, `["${"x".repeat(300_000)}"]`],
  ])("%#", (text, expected) => {
    expect(parseToolValue(text)).toEqual(expected);
  });
});
