"use client";

import { CircleAlert, TagIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { showLine, useLineWindow } from "@/components/json/use-line-window";
import { classNames } from "@/components/ui/class-names";
import type { Turn } from "@/lib/conversation/turn";
import type { Annotation } from "@/lib/sessions/session-row";
import { turnElementId } from "./turn-view";

interface ConversationOutlineProps {
  turns: readonly Turn[];
  annotations: ReadonlyMap<number, readonly Annotation[]>;
  current: number;
  onGoTo: (turn: number) => void;
}

const ROW_PX = 30;

/** Every turn by its first words, to jump to; marks errors and annotations. */
export function ConversationOutline({
  turns,
  annotations,
  current,
  onGoTo,
}: ConversationOutlineProps) {
  const box = useRef<HTMLElement>(null);
  const shown = useLineWindow(box, ROW_PX);

  useEffect(() => {
    if (box.current !== null && current > 0) showLine(box.current, current - 1, ROW_PX);
  }, [current]);

  return (
    <nav
      ref={box}
      aria-label="Turns"
      className="hidden w-60 shrink-0 overflow-y-auto overscroll-contain border-line border-r bg-subtle xl:block"
    >
      <ol className="relative" style={{ height: turns.length * ROW_PX }}>
        {turns.slice(shown.from, shown.to).map((turn) => (
          <li
            key={turn.index}
            className="absolute inset-x-0"
            style={{ top: (turn.index - 1) * ROW_PX, height: ROW_PX }}
          >
            <a
              href={`#${turnElementId(turn.index)}`}
              aria-current={turn.index === current ? "location" : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onGoTo(turn.index);
              }}
              className={classNames(
                "flex h-full items-center gap-2 px-3 text-xs -outline-offset-2 hover:bg-hover",
                turn.index === current ? "bg-selected text-fg" : "text-muted",
              )}
            >
              <span className="w-6 shrink-0 text-right text-faint tabular-nums">{turn.index}</span>
              <bdi className="min-w-0 flex-1 truncate">
                {turn.user?.slice(0, 120) || "No user message"}
              </bdi>
              {turn.errors.length > 0 && (
                <CircleAlert
                  size={13}
                  role="img"
                  aria-label="has errors"
                  className="shrink-0 text-negative"
                />
              )}
              {annotations.has(turn.index) && (
                <TagIcon
                  size={12}
                  role="img"
                  aria-label="has annotations"
                  className="shrink-0 text-faint"
                />
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
