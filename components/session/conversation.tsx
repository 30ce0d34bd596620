"use client";

import { ArrowDown } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import { formatCountOf } from "@/lib/format";
import type { SessionDetail } from "@/lib/sessions/session-detail";
import type { Annotation } from "@/lib/sessions/session-row";
import { annotationsByTurn } from "@/lib/trace/annotations-by-turn";
import { ConversationFoot } from "./conversation-foot";
import { ConversationOutline } from "./conversation-outline";
import { FindContext, type FindState } from "./find-state";
import { useFolds } from "./folds";
import type { TurnActions } from "./turn-actions";
import { findTarget, turnFolds } from "./turn-folds";
import { TurnView } from "./turn-view";
import { useNewTurns } from "./use-new-turns";
import { rememberPlace, useTurnNavigation } from "./use-turn-navigation";
import { useTurnScroll } from "./use-turn-scroll";
import "./conversation.css";

interface ConversationProps {
  detail: SessionDetail;
  /** What stands above the first turn. */
  summary: ReactNode;
  /** Turns that are still being loaded. */
  missingTurns: number;
  find: Pick<FindState, "query" | "current">;
  actions: Omit<TurnActions, "goTo" | "annotate">;
  onAnnotateSession: () => void;
  withOutline: boolean;
}

const NONE: readonly Annotation[] = [];

export function Conversation(props: ConversationProps) {
  const { detail, summary, missingTurns, find, withOutline } = props;
  const { turns } = detail;
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, topTurn } = useTurnScroll(scroller, turns);
  const { goTo, aimed, forgetAim } = useTurnNavigation(virtualizer, turns.length);
  const { open, setOpen } = useFolds();
  const [annotating, setAnnotating] = useState<number | null>(null);
  const annotations = useMemo(
    () => annotationsByTurn(turns, detail.annotations),
    [turns, detail.annotations],
  );
  const fresh = useNewTurns(turns.length + missingTurns, virtualizer);

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

  useShortcut("nextTurn", () => goTo(Math.min(currentTurn() + 1, turns.length), { focus: true }));
  useShortcut("previousTurn", () => goTo(Math.max(1, currentTurn() - 1), { focus: true }));
  useShortcut("toggleTurn", (event) => {
    const turn = turns[Math.max(1, currentTurn()) - 1];
    if (turn === undefined || isControl(event)) return false;
    const folds = turnFolds(turn);
    setOpen(folds, !folds.some((key) => open.get(key)));
  });
  useShortcut("turnTrace", () => {
    const traceId = turns[Math.max(1, currentTurn()) - 1]?.traceIds[0];
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
    const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
    const row = current.at + 1;
    if (row < startIndex || row > endIndex) virtualizer.scrollToIndex(row, { align: "start" });
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
          annotations={annotations}
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
          onWheel={forgetAim}
          onTouchMove={forgetAim}
          onPointerDown={forgetAim}
          className="min-w-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2"
        >
          <div
            className="relative mx-auto w-full max-w-[54rem]"
            style={{ height: virtualizer.getTotalSize() }}
          >
            <div className="absolute inset-x-0 top-0" style={{ top: rows[0]?.start ?? 0 }}>
              {rows.map(({ index, key }) => {
                const turn = turns[index - 1];
                return (
                  <div key={String(key)} data-index={index} ref={virtualizer.measureElement}>
                    {index === 0 && summary}
                    {turn !== undefined && (
                      <TurnView
                        turn={turn}
                        turns={turns.length + missingTurns}
                        annotations={annotations.get(turn.index) ?? NONE}
                        actions={actions}
                        annotating={annotating === turn.index}
                      />
                    )}
                    {index > turns.length && (
                      <ConversationFoot detail={detail} missingTurns={missingTurns} />
                    )}
                  </div>
                );
              })}
            </div>
          </div>
        </section>
        {fresh > 0 && (
          <Button
            variant="primary"
            className="absolute bottom-4 left-1/2 -translate-x-1/2 shadow-pop"
            onClick={() => goTo(turns.length + missingTurns - fresh + 1, { flash: true })}
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
