"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

const HOVER_DELAY_MS = 350;
const TOOLTIP_ID = "tooltip";
const GAP_PX = 6;

interface OpenTip {
  target: HTMLElement;
  text: string;
}

/** Shows the `data-tip` of whatever is hovered or focused. Rendered once, by the root layout. */
export function TooltipLayer() {
  const [open, setOpen] = useState<OpenTip | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: HTMLElement | null = null;

    function show(target: HTMLElement | null, delayMs: number) {
      if (target === current) return;
      clearTimeout(timer);
      current = target;
      const text = target?.dataset.tip;
      if (!target || !text) return setOpen(null);
      timer = setTimeout(() => target.isConnected && setOpen({ target, text }), delayMs);
    }
    function onPointerMove(event: PointerEvent) {
      if (event.pointerType === "touch" || isInside(box.current, event.target)) return;
      show(tipAt(event), HOVER_DELAY_MS);
    }
    function onFocusIn(event: FocusEvent) {
      const { target } = event;
      if (target instanceof HTMLElement && target.matches(":focus-visible")) {
        show(target.closest<HTMLElement>("[data-tip]"), 0);
      }
    }
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === "Escape") hide();
    }
    function hide() {
      clearTimeout(timer);
      current = null;
      setOpen(null);
    }

    document.addEventListener("pointermove", onPointerMove, { passive: true });
    document.addEventListener("pointerdown", hide);
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("scroll", hide, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointermove", onPointerMove);
      document.removeEventListener("pointerdown", hide);
      document.removeEventListener("focusin", onFocusIn);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("scroll", hide, { capture: true });
    };
  }, []);

  useLayoutEffect(() => {
    if (!open || !box.current) return;
    place(box.current, open.target);
    // An icon button's tip repeats its name: describing it would be read twice.
    if (open.target.getAttribute("aria-label") === open.text) return;
    const { target } = open;
    target.setAttribute("aria-describedby", TOOLTIP_ID);
    return () => target.removeAttribute("aria-describedby");
  }, [open]);

  if (!open) return null;
  // Within a landmark, as all content should be.
  return createPortal(
    <div
      ref={box}
      id={TOOLTIP_ID}
      role="tooltip"
      className="fixed top-0 left-0 z-100 max-w-80 animate-pop whitespace-pre-line break-words rounded-md border border-line bg-raised px-2 py-1 text-fg text-xs shadow-pop"
    >
      {open.text}
    </div>,
    document.querySelector("main") ?? document.body,
  );
}

function isInside(box: HTMLElement | null, target: EventTarget | null): boolean {
  return box !== null && target instanceof Node && box.contains(target);
}

/** Under a row's link lie cells with tips of their own, so the whole stack is asked. */
function tipAt(event: PointerEvent): HTMLElement | null {
  const { target } = event;
  if (!(target instanceof Element)) return null;
  if (!target.matches("[data-covers]")) return target.closest<HTMLElement>("[data-tip]");
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const tip = element.closest<HTMLElement>("[data-tip]");
    if (tip) return tip;
  }
  return null;
}

function place(box: HTMLElement, target: HTMLElement) {
  const anchor = target.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const above = anchor.top - height - GAP_PX;
  const top = above >= 4 ? above : anchor.bottom + GAP_PX;
  const centred = anchor.left + Math.min(anchor.width, 240) / 2 - width / 2;
  const left = Math.max(4, Math.min(centred, window.innerWidth - width - 4));
  box.style.transform = "none";
  box.style.top = `${Math.round(top)}px`;
  box.style.left = `${Math.round(left)}px`;
}
