"use client";

import { useSyncExternalStore } from "react";

const FALLBACK_PX = 36;

/** `--row-height` of the stylesheet in pixels: density and the width of the window decide it. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, readRowHeight, () => FALLBACK_PX);
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-density"] });
  window.addEventListener("resize", listener);
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", listener);
  };
}

function readRowHeight(): number {
  const value = getComputedStyle(document.documentElement).getPropertyValue("--row-height");
  return Number.parseFloat(value) || FALLBACK_PX;
}
