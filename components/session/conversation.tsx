"use client";

import { ArrowDown } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import { formatCountOf } from "@/lib/format";
import type { SessionHead } from "@/lib/sessions/session-detail";
import { ConversationFoot } from "./conversation-foot";
import { ConversationOutline } from "./conversation-outline";
import { FindContext, type FindState } from "./find-state";
import { useFolds } from "./folds";
import type { TurnActions } from "./turn-actions";
import { findTarget, turnFolds } from "./turn-folds";
import { TurnPlaceholder } from "./turn-placeholder";
import { TurnView } from "./turn-view";
import { useNewTurns } from "./use-new-turns";
import { rememberPlace, useTurnNavigation } from "./use-turn-navigation";
import { useTurnScroll } from "./use-turn-scroll";
import type { Turns } from "./use-turns";
import "./conversation.css";

interface ConversationProps {
  head: SessionHead;
  turns: Turns;
  /** What stands above the first turn. */
  summary: ReactNode;
  find: Pick<FindState, "query" | "current">;
  actions: Omit<TurnActions, "goTo" | "annotate">;
  onAnnotateSession: () => void;
  withOutline: boolean;
}

/** Turns are loaded when they come so near to what is in sight, once the reader stays there. */
const AHEAD = 5;
const STAYS_MS = 40;
/** Keys by which the browser itself scrolls. */
const SCROLL_KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", " "]);

export function Conversation(props: ConversationProps) {
  const { head, turns, summary, find, withOutline } = props;
  const { count, show } = turns;
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, topTurn, stayAtEnd } = useTurnScroll(scroller, turns);
  const { goTo, goToEnd, aimed, forget } = useTurnNavigation(virtualizer, stayAtEnd, count);
  const { open, setOpen } = useFolds();
  const [annotating, setAnnotating] = useState<number | null>(null);
  const fresh = useNewTurns(count, virtualizer, goToEnd);

  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => {
    const timer = setTimeout(() => show(startIndex - 1 - AHEAD, endIndex - 1 + AHEAD), STAYS_MS);
    return () => clearTimeout(timer);
  }, [show, startIndex, endIndex]);

  const latest = useRef({ goTo, ...props.actions });
  useEffect(() => {
    latest.current = { goTo, ...props.actions };
  });
  const actions: TurnActions = useMemo(
    () => ({
      goTo: (index) => latest.current.goTo(index, { flash: true }),
      openTrace: (traceId, spanId) => latest.current.openTrace(traceId, spanId),
      openSpans: (index) => latest.current.openSpans(index),
      annotate: setAnnotating,
    }),
    [],
  );

  /** The turn that has the focus, else the one at the top. */
  function currentTurn(): number {
    const focused = /^turn-(\d+)$/.exec(document.activeElement?.closest("article")?.id ?? "")?.[1];
    return focused === undefined ? topTurn : Number(focused);
  }

  useShortcut("nextTurn", () => goTo(Math.min(currentTurn() + 1, count), { focus: true }));
  useShortcut("previousTurn", () => goTo(Math.max(1, currentTurn() - 1), { focus: true }));
  /** Other panes scroll by themselves. */
  function isOfConversation({ target }: KeyboardEvent): boolean {
    const isInside = target instanceof Node && scroller.current?.contains(target);
    return isInside || target === document.body;
  }
  useShortcut("firstTurn", (event) => {
    if (!isOfConversation(event)) return false;
    forget();
    virtualizer.scrollToOffset(0);
  });
  useShortcut("lastTurn", (event) => {
    if (!isOfConversation(event)) return false;
    goToEnd();
  });
  useShortcut("toggleTurn", (event) => {
    const turn = turns.at(Math.max(1, currentTurn()) - 1);
    if (turn === undefined || isControl(event)) return false;
    stayAtEnd(false);
    const folds = turnFolds(turn);
    setOpen(folds, !folds.some((key) => open.get(key)));
  });
  useShortcut("turnTrace", () => {
    const traceId = turns.at(Math.max(1, currentTurn()) - 1)?.traceIds[0];
    if (traceId !== undefined) props.actions.openTrace(traceId);
  });
  useShortcut("annotate", () => {
    const turn = currentTurn();
    if (turn === 0) props.onAnnotateSession();
    else setAnnotating(turn);
  });

  const { current } = find;
  useEffect(() => {
    if (current === null) return;
    setOpen(findTarget(current.place), true);
    const range = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
    const row = current.at + 1;
    if (row < range.startIndex || row > range.endIndex)
      virtualizer.scrollToIndex(row, { align: "start" });
  }, [current, setOpen, virtualizer]);

  const shown = useRef<unknown>(null);
  const findState: FindState = useMemo(
    () => ({
      ...find,
      show: (target, match) => {
        const box = scroller.current?.getBoundingClientRect();
        if (shown.current === match || box === undefined) return;
        shown.current = match;
        const { top, bottom } = target.getBoundingClientRect();
        if (top > box.top + 60 && bottom < box.bottom - 20) return;
        const offset = virtualizer.scrollOffset ?? 0;
        virtualizer.scrollToOffset(offset + top - box.top - box.height / 3);
      },
    }),
    [find, virtualizer],
  );

  const rows = virtualizer.getVirtualItems();
  return (
    <FindContext value={findState}>
      {withOutline && (
        <ConversationOutline
          turns={turns}
          outline={head.outline}
          current={aimed ?? topTurn}
          onGoTo={(turn) => goTo(turn, { flash: true })}
        />
      )}
      <div className="relative flex min-h-0 min-w-0 flex-1">
        <section
          ref={scroller}
          aria-label="Conversation"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
          tabIndex={0}
          onScrollEnd={() => rememberPlace(virtualizer)}
          onWheel={forget}
          onTouchMove={forget}
          onPointerDown={forget}
          onKeyDown={({ key }) => SCROLL_KEYS.has(key) && forget()}
          className="min-w-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2"
        >
          <div
            className="relative mx-auto w-full max-w-[54rem]"
            style={{ height: virtualizer.getTotalSize() }}
          >
            <div className="absolute inset-x-0 top-0" style={{ top: rows[0]?.start ?? 0 }}>
              {rows.map(({ index, key }) => {
                const turn = turns.at(index - 1);
                return (
                  <div key={String(key)} data-index={index} ref={virtualizer.measureElement}>
                    {index === 0 && summary}
                    {turn === undefined && index > 0 && index <= count && (
                      <TurnPlaceholder
                        index={index}
                        turns={count}
                        question={head.outline.questions[index - 1] ?? null}
                        failed={turns.failed}
                      />
                    )}
                    {turn !== undefined && (
                      <TurnView
                        turn={turn}
                        turns={count}
                        annotations={turns.annotationsAt(index - 1)}
                        actions={actions}
                        annotating={annotating === turn.index}
                      />
                    )}
                    {index > count && <ConversationFoot session={head.session} turns={count} />}
                  </div>
                );
              })}
            </div>
          </div>
        </section>
        {fresh > 0 && (
          <Button
            variant="primary"
            className="absolute bottom-4 left-1/2 z-20 -translate-x-1/2 shadow-pop"
            onClick={() => goTo(count - fresh + 1, { flash: true })}
          >
            <ArrowDown size={14} aria-hidden />
            {formatCountOf(fresh, "new turn")}
          </Button>
        )}
      </div>
    </FindContext>
  );
}

/** A key that a button or link under the focus answers itself. */
function isControl({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("button, a, summary, [role=tree]") !== null;
}
