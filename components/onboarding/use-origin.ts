"use client";

import { useSyncExternalStore } from "react";

/** Where this page was loaded from; the default address until the browser says. */
export function useOrigin(): string {
  return useSyncExternalStore(neverChanges, readOrigin, defaultOrigin);
}

function neverChanges() {
  return () => {};
}

function readOrigin() {
  return window.location.origin;
}

function defaultOrigin() {
  return "http://127.0.0.1:3000";
}
