"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useRef } from "react";
import type { Turn } from "@/lib/conversation/turn";
import { estimateTurnPx } from "@/lib/find/estimate-turn";

const SUMMARY_PX = 220;
const FOOT_PX = 96;
/** What the server renders before it knows the window. */
const FIRST_RECT = { width: 1000, height: 1400 };

/** The page's summary, the turns and the foot as one list of which only the visible part exists. */
export function useTurnScroll(scroller: RefObject<HTMLElement | null>, turns: readonly Turn[]) {
  const estimates = useRef(new WeakMap<Turn, number>());
  const estimateSize = useCallback(
    (row: number) => {
      const turn = turns[row - 1];
      if (turn === undefined) return row === 0 ? SUMMARY_PX : FOOT_PX;
      const known = estimates.current.get(turn) ?? estimateTurnPx(turn);
      estimates.current.set(turn, known);
      return known;
    },
    [turns],
  );

  const virtualizer = useVirtualizer({
    count: turns.length + 2,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey: useCallback(
      (row: number) => (row > turns.length ? "foot" : row === 0 ? "summary" : row),
      [turns.length],
    ),
    initialRect: FIRST_RECT,
    overscan: 3,
  });

  const offset = virtualizer.scrollOffset ?? 0;
  const topRow = virtualizer.getVirtualItemForOffset(offset + 60)?.index ?? 0;
  return {
    virtualizer,
    /** Index (from 1) of the turn at the top; 0 above the first. */
    topTurn: Math.min(topRow, turns.length),
  };
}
