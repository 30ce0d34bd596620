"use client";

import { type RefObject, useEffect, useLayoutEffect } from "react";
import { findText } from "@/lib/find/fold-case";
import { useFind } from "./find-state";

const MAX_RANGES = 500;

/** Marks the occurrences of what is looked for within the element, without touching its nodes (CSS
 * custom highlights), and shows the current one. `shown` changes when the text on show does. */
export function useFindMarks(
  element: RefObject<HTMLElement | null>,
  place: string,
  shown: unknown,
) {
  const { query, current, show } = useFind();
  const mine = current?.place === place ? current : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown decides the ranges
  useLayoutEffect(() => {
    if (query === "" || element.current === null || !("highlights" in CSS)) return;
    const ranges = findRanges(element.current, query);
    const found = mine && (ranges[mine.occurrence] ?? ranges.at(-1));
    for (const range of ranges) highlight(range === found ? "find-current" : "find").add(range);
    return () => {
      for (const range of ranges) {
        highlight("find").delete(range);
        highlight("find-current").delete(range);
      }
    };
  }, [element, query, mine, shown]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown decides the ranges
  useEffect(() => {
    if (mine === null || element.current === null) return;
    const ranges = findRanges(element.current, query);
    show(ranges[mine.occurrence] ?? ranges.at(-1) ?? element.current, mine);
  }, [mine, shown]);
}

function highlight(name: "find" | "find-current"): Highlight {
  const present = CSS.highlights.get(name);
  if (present) return present;
  const made = new Highlight();
  made.priority = name === "find-current" ? 1 : 0;
  CSS.highlights.set(name, made);
  return made;
}

function findRanges(element: HTMLElement, query: string): Range[] {
  const nodes: { node: Node; end: number }[] = [];
  let text = "";
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    {
      acceptNode: (node) =>
        node instanceof Element && node.matches("button, [data-find-skip]")
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    },
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    text += node.nodeValue ?? "";
    nodes.push({ node, end: text.length });
  }
  let at = 0;
  return findText(text, query, MAX_RANGES).map((offset) => {
    const range = new Range();
    while ((nodes[at]?.end ?? Number.POSITIVE_INFINITY) <= offset) at += 1;
    const from = nodes[at];
    if (from) range.setStart(from.node, offset - startOf(from));
    let last = at;
    const end = offset + query.length;
    while ((nodes[last]?.end ?? Number.POSITIVE_INFINITY) < end) last += 1;
    const to = nodes[last];
    if (to) range.setEnd(to.node, end - startOf(to));
    return range;
  });
}

function startOf({ node, end }: { node: Node; end: number }): number {
  return end - (node.nodeValue?.length ?? 0);
}
