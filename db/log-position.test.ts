import { expect, test } from "vitest";
import { hasReached } from "./log-position";

test.each([
  ["0/16B3748", "0/16B3748", true],
  ["0/16B3747", "0/16B3748", false],
  ["1/0", "0/FFFFFFFF", true],
  ["9/FF", "10/0", false],
  ["FFFFFFFF/FFFFFFFF", "A/1", true],
  [null, "0/0", false],
  ["", "0/0", false],
  ["0/1", "x", false],
  ["0/1", "0/1; drop", false],
])("%s has reached %s: %s", (position, wanted, expected) => {
  expect(hasReached(position, wanted)).toBe(expected);
});
