"use client";

import { useSyncExternalStore } from "react";

/** Items drawn beyond the window; none on the server, whose window is a generous guess. */
export function useOverscan(items: number): number {
  return useSyncExternalStore(
    subscribe,
    () => items,
    () => 0,
  );
}

const subscribe = () => () => {};
