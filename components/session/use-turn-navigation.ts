"use client";

import type { ReactVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { turnElementId } from "./turn-view";

type TurnVirtualizer = ReactVirtualizer<HTMLElement, Element>;

interface Goal {
  turn: number;
  focus: boolean;
  flash: boolean;
  /** How far below the top of the turn. */
  offset: number;
  /** It was not there when one set out for it. */
  waited: boolean;
}

const FLASH_MS = 1600;

/** Going to a turn that may not be loaded yet, or not exist in the page: by link, by keys, by Back. */
export function useTurnNavigation(
  virtualizer: TurnVirtualizer,
  stayAtEnd: (stays: boolean) => void,
  count: number,
) {
  const goal = useRef<Goal | null>(null);
  // Near the end the turn one went to does not reach the top.
  const [aimed, setAimed] = useState<number | null>(null);

  function goTo(
    turn: number,
    options: { focus?: boolean; flash?: boolean; remember?: boolean } = {},
  ) {
    if (turn < 1 || turn > count) return;
    const { focus = false, flash = false, remember = true } = options;
    goal.current = { turn, focus, flash, offset: 0, waited: false };
    setAimed(turn);
    stayAtEnd(false);
    virtualizer.scrollToIndex(turn, { align: "start" });
    if (remember) history.replaceState(history.state, "", `#${turnElementId(turn)}`);
    arrive();
  }

  function goToEnd() {
    forget();
    stayAtEnd(true);
    virtualizer.scrollToEnd();
  }

  function arrive() {
    if (goal.current === null) return;
    const { turn, offset, waited } = goal.current;
    const element = document.getElementById(turnElementId(turn));
    if (element === null) {
      goal.current.waited = true;
      return;
    }
    if (offset !== 0) scrollWithin(virtualizer, { row: turn, offset });
    else if (waited) virtualizer.scrollToIndex(turn, { align: "start" });
    if (goal.current.focus) element.focus({ preventScroll: true });
    if (goal.current.flash) flash(element);
    goal.current = null;
  }

  /** The reader goes on by hand. */
  function forget() {
    goal.current = null;
    setAimed(null);
    stayAtEnd(false);
  }

  // The turn comes into being some renders after the scroll, or when it is loaded.
  useLayoutEffect(arrive);

  /** false: there is no such turn yet. */
  function followHash(): boolean {
    const turn = turnOfHash(location.hash);
    if (turn !== null && turn > count) return false;
    if (turn !== null) goTo(turn, { flash: true, remember: false });
    return true;
  }

  function restore({ row, offset }: Place) {
    if (row === 0 && offset === 0) return;
    virtualizer.scrollToIndex(row, { align: "start" });
    if (row === 0) scrollWithin(virtualizer, { row, offset });
    else goal.current = { turn: row, focus: false, flash: false, offset, waited: false };
  }

  const hasArrived = useRef(false);
  const arriveFirst = useEffectEvent(() => {
    const place = readPlace(history.state);
    if (place === null) return followHash();
    if (place.row > count) return false;
    restore(place);
    return true;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again when more turns are there
  useEffect(() => {
    hasArrived.current ||= arriveFirst();
  }, [count]);

  const onHashChange = useEffectEvent(followHash);
  useEffect(() => {
    window.addEventListener("hashchange", onHashChange);
    return () => window.removeEventListener("hashchange", onHashChange);
  }, []);

  return { goTo, goToEnd, aimed, forget };
}

/** Where the reader stood, kept in the history entry: Back and reload return there. */
interface Place {
  row: number;
  offset: number;
}

export function rememberPlace(virtualizer: TurnVirtualizer) {
  const offset = virtualizer.scrollOffset ?? 0;
  const item = virtualizer.getVirtualItemForOffset(offset);
  if (item === undefined) return;
  const place: Place = { row: item.index, offset: Math.round(offset - item.start) };
  history.replaceState({ ...history.state, conversationPlace: place }, "");
}

function readPlace(state: unknown): Place | null {
  if (typeof state !== "object" || state === null || !("conversationPlace" in state)) return null;
  const place = state.conversationPlace;
  if (typeof place !== "object" || place === null || !("row" in place && "offset" in place))
    return null;
  const { row, offset } = place;
  return typeof row === "number" && typeof offset === "number" ? { row, offset } : null;
}

/** Once the rows around it have their real heights. */
function scrollWithin(virtualizer: TurnVirtualizer, { row, offset }: Place) {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const item = virtualizer.measurementsCache[row];
      if (item !== undefined) virtualizer.scrollToOffset(item.start + offset);
    }),
  );
}

function turnOfHash(hash: string): number | null {
  const turn = /^#turn-(\d{1,9})$/.exec(hash)?.[1];
  return turn === undefined ? null : Number(turn);
}

function flash(element: Element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const color = getComputedStyle(element).getPropertyValue("--selected");
  element.animate([{ backgroundColor: color }, { backgroundColor: color, offset: 0.4 }, {}], {
    duration: FLASH_MS,
    easing: still ? "steps(1, end)" : "ease-out",
  });
}
