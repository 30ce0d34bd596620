import { expect, test } from "vitest";
import { parseBoundedJson } from "./parse-bounded-json";

const bounds = { maxDepth: 3, maxValues: 10 };
const parse = (text: string) => parseBoundedJson(new TextEncoder().encode(text), bounds);

test.each([
  "{}",
  "[[[1]]]",
  '{"a":"[[[[{{{{,,,,,,,,,,,,"}',
  '["\\"[[[[", "\\\\", "\u00e9\ud83d\ude00"]',
  "[1,2,3,4,5,6,7,8,9]",
])("%s is within bounds", (text) => expect(parse(text)).toEqual(JSON.parse(text)));

test.each([
  ["[[[[1]]]]", 400, "too_deep"],
  ['[{"a":[{}]}]', 400, "too_deep"],
  ["[1,2,3,4,5,6,7,8,9,10]", 413, "too_many_values"],
  ["[{},{},{},{},{},{}]", 413, "too_many_values"],
  ["", 400, "invalid_json"],
  ['{"a":', 400, "invalid_json"],
  ['"\\', 400, "invalid_json"],
])("%s is refused", (text, status, code) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ status, code }));
});

test("what is not UTF-8 is not JSON", () => {
  const body = Uint8Array.of(0x22, 0xff, 0x22);
  expect(() => parseBoundedJson(body, bounds)).toThrow(expect.objectContaining({ status: 400 }));
});
