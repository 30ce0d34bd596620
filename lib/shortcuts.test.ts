import { describe, expect, it } from "vitest";
import { isCharacterKey, keyLabel, matchesShortcut, SHORTCUTS } from "./shortcuts";

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe("matching", () => {
  it("takes a key without modifiers", () => {
    expect(matchesShortcut("nextRow", { ...plain, key: "j" })).toBe(true);
    expect(matchesShortcut("nextRow", { ...plain, key: "ArrowDown" })).toBe(true);
    expect(matchesShortcut("nextRow", { ...plain, key: "J" })).toBe(false);
    expect(matchesShortcut("nextRow", { ...plain, key: "j", ctrlKey: true })).toBe(false);
    expect(matchesShortcut("nextRow", { ...plain, key: "j", altKey: true })).toBe(false);
  });

  it("takes Ctrl and ⌘ alike, also with caps lock", () => {
    expect(matchesShortcut("palette", { ...plain, key: "k", metaKey: true })).toBe(true);
    expect(matchesShortcut("palette", { ...plain, key: "K", ctrlKey: true })).toBe(true);
    expect(matchesShortcut("palette", { ...plain, key: "k" })).toBe(false);
  });
});

it("gives no key two meanings on one screen", () => {
  for (const scope of ["Sessions list", "Session"]) {
    const keys = Object.values(SHORTCUTS)
      .filter((shortcut) => shortcut.scope === scope || shortcut.scope === "Everywhere")
      .flatMap((shortcut): readonly string[] => shortcut.keys);
    expect(new Set(keys).size, scope).toBe(keys.length);
  }
});

it("prints keys as keyboards do", () => {
  expect(keyLabel("mod+k", true)).toBe("⌘ K");
  expect(keyLabel("mod+k", false)).toBe("Ctrl K");
  expect(keyLabel("Escape", false)).toBe("Esc");
  expect(isCharacterKey("?")).toBe(true);
  expect(isCharacterKey("Home")).toBe(false);
});
