"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useRef, useState } from "react";
import { useOverscan } from "@/components/ui/use-overscan";
import type { Turn } from "@/lib/conversation/turn";
import { estimateTurnPx, PLACEHOLDER_PX } from "@/lib/find/estimate-turn";
import type { Turns } from "./use-turns";

const SUMMARY_PX = 220;
const FOOT_PX = 96;
const OVERSCAN = 3;
/** What the server renders before it knows the window. */
const FIRST_RECT = { width: 1000, height: 1400 };

/** The page's summary, the turns and the foot as one list of which only the visible part exists. */
export function useTurnScroll(scroller: RefObject<HTMLElement | null>, turns: Turns) {
  const { count } = turns;
  const [staysAtEnd, setStaysAtEnd] = useState(false);
  const estimates = useRef(new WeakMap<Turn, number>());
  const estimateSize = (row: number) => {
    if (row === 0 || row > count) return row === 0 ? SUMMARY_PX : FOOT_PX;
    const turn = turns.at(row - 1);
    if (turn === undefined) return PLACEHOLDER_PX;
    const known = estimates.current.get(turn) ?? estimateTurnPx(turn);
    estimates.current.set(turn, known);
    return known;
  };

  const virtualizer = useVirtualizer({
    count: count + 2,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey: useCallback(
      (row: number) => (row > count ? "foot" : row === 0 ? "summary" : row),
      [count],
    ),
    initialRect: FIRST_RECT,
    overscan: useOverscan(OVERSCAN),
    anchorTo: staysAtEnd ? "end" : "start",
  });

  const offset = virtualizer.scrollOffset ?? 0;
  const topRow = virtualizer.getVirtualItemForOffset(offset + 60)?.index ?? 0;
  return {
    virtualizer,
    /** Whether the end stays in sight when turns there are loaded, measured or arrive. */
    stayAtEnd: setStaysAtEnd,
    /** Index (from 1) of the turn at the top; 0 above the first. */
    topTurn: Math.min(topRow, count),
  };
}
