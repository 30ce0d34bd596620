"use client";

import { useEffect, useEffectEvent } from "react";
import { isCharacterKey, matchesShortcut, type ShortcutName } from "@/lib/shortcuts";
import { storedPreference } from "./stored-preference";

/** "off" turns the single-key shortcuts off. */
export const SINGLE_KEYS = storedPreference("colloquy.single-keys");

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";
const OWN_KEYS = "[role=menu], [role=listbox], [role=dialog], [role=alertdialog], [cmdk-root]";

/** Calls `run` for a shortcut of lib/shortcuts.ts: never while typing, composing, or in a menu or
 * dialog, which have keys of their own. Return false to let the key do what it does. */
export function useShortcut(
  name: ShortcutName,
  run: (event: KeyboardEvent) => unknown,
  enabled = true,
) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !matchesShortcut(name, event) || isTakenElsewhere(event)) return;
    if (run(event) !== false) event.preventDefault();
  });

  useEffect(() => {
    if (!enabled) return;
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}

function isTakenElsewhere(event: KeyboardEvent): boolean {
  // 229: a key that an input method is still composing with.
  if (event.isComposing || event.keyCode === 229) return true;
  if (event.ctrlKey || event.metaKey) return false;
  const { target } = event;
  if (target instanceof Element && target.closest(`${TYPING}, ${OWN_KEYS}`)) return true;
  return isCharacterKey(event.key) && SINGLE_KEYS.read() === "off";
}
