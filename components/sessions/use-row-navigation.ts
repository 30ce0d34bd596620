"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import type { SessionRow } from "@/lib/sessions/session-row";

interface RowNavigation {
  rows: SessionRow[];
  activeIndex: number;
  setActiveId: (sessionId: string) => void;
  /** The session whose row takes the focus as soon as it is drawn. */
  pendingFocus: RefObject<string | null>;
  body: RefObject<HTMLTableSectionElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
}

/** One tab stop for all rows: j, k, arrows, Home and End move it, Enter and o open the session. */
export function useRowNavigation({
  rows,
  activeIndex,
  setActiveId,
  pendingFocus,
  body,
  virtualizer,
}: RowNavigation) {
  const linkOf = (index: number) =>
    body.current?.querySelector<HTMLElement>(`[data-row-link="${index}"]`);

  function focusPending() {
    const link = linkOf(rows.findIndex(({ sessionId }) => sessionId === pendingFocus.current));
    if (!link) return;
    pendingFocus.current = null;
    link.focus({ preventScroll: true });
  }

  useEffect(() => {
    if (pendingFocus.current !== null) focusPending();
  });

  function goTo(event: globalThis.KeyboardEvent, wanted: (from: number) => number) {
    const focused = document.activeElement;
    const isInside = body.current?.contains(focused) ?? false;
    // Elsewhere arrows, Home and End have meanings of their own.
    if (!isInside && event.key.length > 1 && focused !== document.body) return false;
    const index = isInside ? wanted(activeIndex) : activeIndex;
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return false;
    pendingFocus.current = row.sessionId;
    setActiveId(row.sessionId);
    virtualizer.scrollToIndex(rows.indexOf(row));
    focusPending();
  }

  useShortcut("nextRow", (event) => goTo(event, (from) => from + 1));
  useShortcut("previousRow", (event) => goTo(event, (from) => from - 1));
  useShortcut("firstRow", (event) => goTo(event, () => 0));
  useShortcut("lastRow", (event) => goTo(event, () => rows.length - 1));
  useShortcut("openRow", (event) => {
    // Enter is the focused link's own.
    if (event.key === "Enter" || !body.current?.contains(document.activeElement)) return false;
    linkOf(activeIndex)?.click();
  });
}

/** Right and left go through what can be pressed within the row. */
export function moveWithinRow(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
  const { target } = event;
  const row = target instanceof HTMLElement ? target.closest("tr") : null;
  if (!row || !(target instanceof HTMLElement)) return;
  const stops = [...row.querySelectorAll<HTMLElement>("a[data-row-link], button")].filter((stop) =>
    stop.checkVisibility(),
  );
  const next = stops[stops.indexOf(target) + (event.key === "ArrowRight" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
