"use client";

import type { ReactVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { announce } from "@/components/ui/live-messages";
import { formatCountOf } from "@/lib/format";

const END_PX = 80;

/** How many turns have arrived since the reader was at the end. Whoever is there stays there. */
export function useNewTurns(
  turns: number,
  virtualizer: ReactVirtualizer<HTMLElement, Element>,
  goToEnd: () => void,
) {
  const isAtEnd = virtualizer.isAtEnd(END_PX);
  const [seen, setSeen] = useState(turns);
  if ((isAtEnd && seen !== turns) || seen > turns) setSeen(turns);

  const told = useRef(turns);
  const tell = useEffectEvent(() => {
    const arrived = turns - told.current;
    told.current = turns;
    if (arrived <= 0) return;
    announce(formatCountOf(arrived, "new turn"));
    if (isAtEnd) goToEnd();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the number changes
  useEffect(() => tell(), [turns]);

  return Math.max(0, turns - seen);
}
