"use client";

import { useSyncExternalStore } from "react";

/** "UTC" on the server and in the first render, then undefined: the reader's own. */
export function useTimeZone(): string | undefined {
  return useSyncExternalStore<string | undefined>(neverChanges, readersZone, serverZone);
}

function neverChanges() {
  return () => {};
}

function readersZone() {
  return undefined;
}

function serverZone() {
  return "UTC";
}
