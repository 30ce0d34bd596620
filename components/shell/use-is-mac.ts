"use client";

import { useSyncExternalStore } from "react";

/** false on the server and in the first render. */
export function useIsMac(): boolean {
  return useSyncExternalStore(neverChanges, readIsMac, () => false);
}

function neverChanges() {
  return () => {};
}

function readIsMac() {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
