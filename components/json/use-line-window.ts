"use client";

import { type RefObject, useEffect, useState } from "react";

const OVERSCAN = 10;
const FIRST_LINES = 40;

/** The lines (of `linePx` each) that a scrolling box shows, with some to spare. */
export function useLineWindow(box: RefObject<HTMLElement | null>, linePx: number) {
  const [shown, setShown] = useState({ from: 0, to: FIRST_LINES });

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    function look() {
      if (element === null) return;
      const from = Math.max(0, Math.floor(element.scrollTop / linePx) - OVERSCAN);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / linePx) + OVERSCAN;
      setShown((last) => (last.from === from && last.to === to ? last : { from, to }));
    }
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [box, linePx]);

  return shown;
}

/** Scrolls as little as needed to show the line; `center` puts a hidden one in the middle. */
export function showLine(
  element: HTMLElement,
  line: number,
  linePx: number,
  align: "nearest" | "center" = "nearest",
) {
  const top = line * linePx;
  const bottom = top + linePx;
  const { scrollTop, clientHeight } = element;
  if (top >= scrollTop && bottom <= scrollTop + clientHeight) return;
  if (align === "center") element.scrollTop = top - clientHeight / 2;
  else element.scrollTop = top < scrollTop ? top : bottom - clientHeight;
}
