import { expect, it } from "vitest";
import { cutMessage } from "./cut-message";

it("shows short texts whole and cuts long ones by characters and lines", () => {
  expect(cutMessage("short")).toBe(5);
  expect(cutMessage("x".repeat(5_000))).toBe(5_000);
  expect(cutMessage("x".repeat(1_000_000))).toBe(4_000);
  expect(cutMessage("\n".repeat(80))).toBe(80);
  expect(cutMessage("a\n".repeat(500))).toBe(119);
});

it("does not cut a surrogate pair", () => {
  expect(
    `x${"🙂".repeat(5_000)}`.slice(0, cutMessage(`x${"🙂".repeat(5_000)}`)).isWellFormed(),
  ).toBe(true);
});
