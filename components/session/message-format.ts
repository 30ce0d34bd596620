"use client";

import { storedPreference, useStoredPreference } from "@/components/shell/stored-preference";

/** "plain" shows assistant messages as they were written instead of as rendered markdown. */
export const MESSAGE_FORMAT = storedPreference("colloquy.message-format");

export function useRendered(): boolean {
  return useStoredPreference(MESSAGE_FORMAT) !== "plain";
}
