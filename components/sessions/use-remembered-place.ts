"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { rememberListPlace } from "./list-place";

interface RememberedPlaceOptions {
  project: string;
  search: string;
  activeId: string | null;
  scroller: RefObject<HTMLElement | null>;
}

/** Keeps where the reader is for the way back, and starts every other list at its top. */
export function useRememberedPlace({
  project,
  search,
  activeId,
  scroller,
}: RememberedPlaceOptions) {
  const latest = useRef({ search, activeId });
  useEffect(() => {
    latest.current = { search, activeId };
  }, [search, activeId]);

  const shown = useRef(search);
  useEffect(() => {
    if (shown.current === search) return;
    shown.current = search;
    scroller.current?.scrollTo({ top: 0 });
  }, [search, scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    return () => {
      const { search: left, activeId: sessionId } = latest.current;
      rememberListPlace(project, left, { scrollTop: element?.scrollTop ?? 0, sessionId });
    };
  }, [project, scroller]);
}
