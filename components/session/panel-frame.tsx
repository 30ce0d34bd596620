"use client";

import { X } from "lucide-react";
import { type PointerEvent, type ReactNode, useEffect, useRef } from "react";
import { storedPreference, useStoredPreference } from "@/components/shell/stored-preference";
import { IconButton } from "@/components/ui/icon-button";

interface PanelFrameProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Share of the window's width, in per cent. */
const PANEL_WIDTH = storedPreference("colloquy.panel-width");
const WIDTH = { initial: 48, min: 28, max: 75, step: 4 };

/** What stands beside the conversation; on narrow screens, over it. */
export function PanelFrame({ title, onClose, children }: PanelFrameProps) {
  const box = useRef<HTMLElement>(null);
  const stored = Number(useStoredPreference(PANEL_WIDTH) ?? WIDTH.initial);
  const width = Number.isFinite(stored) ? clampWidth(stored) : WIDTH.initial;

  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <section
      ref={box}
      aria-label={title}
      tabIndex={-1}
      style={{ "--panel-width": `${width}%` }}
      className="absolute inset-0 z-20 flex min-h-0 flex-col border-line bg-canvas outline-none lg:relative lg:inset-auto lg:w-(--panel-width) lg:shrink-0 lg:border-l"
    >
      <PanelHandle width={width} />
      <header className="flex h-9 shrink-0 items-center justify-between gap-2 border-line border-b bg-subtle pr-1 pl-3">
        <h2 className="min-w-0 truncate font-semibold text-sm">{title}</h2>
        <IconButton size="sm" label={`Close ${title}`} keys="Esc" onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </header>
      {children}
    </section>
  );
}

function PanelHandle({ width }: { width: number }) {
  function drag(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const share = ((window.innerWidth - event.clientX) / window.innerWidth) * 100;
    PANEL_WIDTH.write(String(clampWidth(Math.round(share))));
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a splitter that moves is no <hr>
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={width}
      aria-valuemin={WIDTH.min}
      aria-valuemax={WIDTH.max}
      tabIndex={0}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onKeyDown={(event) => {
        const by =
          event.key === "ArrowLeft" ? WIDTH.step : event.key === "ArrowRight" ? -WIDTH.step : 0;
        if (by !== 0) PANEL_WIDTH.write(String(clampWidth(width + by)));
      }}
      className="absolute inset-y-0 -left-1 z-10 hidden w-2 cursor-col-resize touch-none hover:bg-accent-soft lg:block"
    />
  );
}

function clampWidth(percent: number): number {
  return Math.min(WIDTH.max, Math.max(WIDTH.min, percent));
}
