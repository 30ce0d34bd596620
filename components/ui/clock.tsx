"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";

const TICK_MS = 10_000;

const Clock = createContext(0);

/** The time that relative times count from. It starts at the server's, so that the first render in
 * the browser writes the same text, and ticks while the page is visible. */
export function ClockProvider({
  renderedAtMs,
  children,
}: {
  renderedAtMs: number;
  children: ReactNode;
}) {
  const [nowMs, setNowMs] = useState(renderedAtMs);

  useEffect(() => {
    function tick() {
      if (document.visibilityState === "visible") setNowMs(Date.now());
    }
    tick();
    const timer = setInterval(tick, TICK_MS);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);

  return <Clock value={nowMs}>{children}</Clock>;
}

/** Milliseconds; equal on the server and in the first render of the browser. */
export function useNowMs(): number {
  return use(Clock);
}
