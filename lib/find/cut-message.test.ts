import { expect, it } from "vitest";
import { cutMessage } from "./cut-message";

it("shows short texts whole and cuts long ones by characters and lines", () => {
  expect(cutMessage("short")).toBe(5);
  expect(cutMessage("x".repeat(3_700))).toBe(3_700);
  expect(cutMessage("x".repeat(1_000_000))).toBe(2_500);
  expect(cutMessage("\n".repeat(50))).toBe(50);
  expect(cutMessage("a\n".repeat(500))).toBe(79);
});

it("does not cut a surrogate pair", () => {
  expect(
    `x${"🙂".repeat(5_000)}`.slice(0, cutMessage(`x${"🙂".repeat(5_000)}`)).isWellFormed(),
  ).toBe(true);
});
