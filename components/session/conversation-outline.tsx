"use client";

import { CircleAlert, TagIcon } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { showLine, useLineWindow } from "@/components/json/use-line-window";
import { classNames } from "@/components/ui/class-names";
import type { TurnOutline } from "@/lib/sessions/session-detail";
import { turnElementId } from "./turn-view";
import type { Turns } from "./use-turns";

interface ConversationOutlineProps {
  turns: Turns;
  outline: TurnOutline;
  current: number;
  onGoTo: (turn: number) => void;
}

const ROW_PX = 30;

/** Every turn by its first words, to jump to; marks errors and annotations. */
export function ConversationOutline({ turns, outline, current, onGoTo }: ConversationOutlineProps) {
  const box = useRef<HTMLElement>(null);
  const shown = useLineWindow(box, ROW_PX);
  const entryAt = useEntries(turns, outline);

  useEffect(() => {
    if (box.current !== null) showLine(box.current, Math.max(0, current - 1), ROW_PX);
  }, [current]);

  return (
    <nav
      ref={box}
      aria-label="Turns"
      className="hidden w-60 shrink-0 overflow-y-auto overscroll-contain border-line border-r bg-subtle xl:block"
    >
      <ol className="relative" style={{ height: turns.count * ROW_PX }}>
        {rowsBetween(shown.from, Math.min(shown.to, turns.count))
          .map(entryAt)
          .map((turn) => (
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
                <span
                  className="min-w-6 shrink-0 text-right text-faint tabular-nums"
                  style={{ width: `${String(turns.count).length}ch` }}
                >
                  {turn.index}
                </span>
                <bdi className="min-w-0 flex-1 truncate">
                  {turn.question?.slice(0, 120) || "No user message"}
                </bdi>
                {turn.hasFailed && (
                  <CircleAlert
                    size={13}
                    role="img"
                    aria-label="has errors"
                    className="shrink-0 text-negative"
                  />
                )}
                {turn.isJudged && (
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

function rowsBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

/** What is loaded knows best; of the rest the outline tells. */
function useEntries(turns: Turns, outline: TurnOutline) {
  const failed = useMemo(() => new Set(outline.failed), [outline]);
  const judged = useMemo(() => new Set(outline.judged), [outline]);
  return (position: number) => {
    const turn = turns.at(position);
    return {
      index: position + 1,
      question: turn ? turn.user : (outline.questions[position] ?? null),
      hasFailed: turn ? turn.errors.length > 0 : failed.has(position),
      isJudged: turn ? turns.annotationsAt(position).length > 0 : judged.has(position),
    };
  };
}
