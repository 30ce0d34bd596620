"use client";

import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { showLine, useLineWindow } from "@/components/json/use-line-window";
import { type SpanTreeRow, visibleRows } from "@/lib/trace/build-span-tree";
import type { TraceSpan } from "@/lib/trace/stored-span";
import type { Timeline } from "@/lib/trace/trace-timeline";
import { SPAN_ROW_PX, SpanRow } from "./span-row";

interface SpanTreeProps {
  rows: readonly SpanTreeRow<TraceSpan>[];
  timeline: Timeline;
  selected: string;
  onSelect: (spanId: string) => void;
}

/** WAI-ARIA tree: how far each key goes. */
const MOVES: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The spans as a tree with bars; only the visible rows exist. One tab stop, arrows select. */
export function SpanTree({ rows, timeline, selected, onSelect }: SpanTreeProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const shown = useLineWindow(box, SPAN_ROW_PX);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const visible = useMemo(() => visibleRows(rows, folded), [rows, folded]);
  const selectedAt = visible.findIndex((at) => rows[at]?.span.spanId === selected);

  const showSelected = useEffectEvent(() => {
    if (box.current !== null && selectedAt >= 0) showLine(box.current, selectedAt, SPAN_ROW_PX);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new selection is brought into view
  useEffect(() => showSelected(), [selected]);

  function fold(spanId: string, isFolded: boolean) {
    const next = new Set(folded);
    if (isFolded) next.add(spanId);
    else next.delete(spanId);
    setFolded(next);
  }

  function select(position: number) {
    const at = visible[Math.max(0, Math.min(position, visible.length - 1))];
    const row = at === undefined ? undefined : rows[at];
    if (row) onSelect(row.span.spanId);
  }

  function onKeyDown(event: KeyboardEvent) {
    const row = rows[visible[selectedAt] ?? -1];
    if (event.ctrlKey || event.metaKey || event.altKey || row === undefined) return;
    const move = MOVES[event.key];
    const isFolded = folded.has(row.span.spanId);
    if (move !== undefined) select(selectedAt + move);
    else if (event.key === "ArrowRight") {
      if (isFolded) fold(row.span.spanId, false);
      else if (row.children > 0) select(selectedAt + 1);
    } else if (event.key === "ArrowLeft") {
      if (row.children > 0 && !isFolded) fold(row.span.spanId, true);
      else if (row.depth > 0)
        select(visible.findIndex((at) => rows[at]?.span.spanId === row.span.parentSpanId));
    } else if (event.key === "Enter" || event.key === " ") {
      if (row.children > 0) fold(row.span.spanId, !isFolded);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={box}
      role="tree"
      aria-label="Spans"
      aria-activedescendant={id + selected}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden overscroll-contain -outline-offset-2"
    >
      <div
        role="presentation"
        className="relative"
        style={{ height: visible.length * SPAN_ROW_PX }}
      >
        {windowOf(shown, selectedAt, visible.length).map((position) => {
          const at = visible[position] ?? -1;
          const row = rows[at];
          if (row === undefined) return null;
          const { spanId } = row.span;
          return (
            <SpanRow
              key={spanId}
              id={id + spanId}
              row={row}
              timeline={timeline}
              top={position * SPAN_ROW_PX}
              selected={spanId === selected}
              hidden={folded.has(spanId) ? row.end - at - 1 : 0}
              onSelect={() => onSelect(spanId)}
              onFold={() => fold(spanId, !folded.has(spanId))}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The positions to render: those in sight, and the selected one, which the tree names. */
function windowOf({ from, to }: { from: number; to: number }, selectedAt: number, count: number) {
  const end = Math.min(to, count);
  const positions = Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);
  if (selectedAt >= 0 && (selectedAt < from || selectedAt >= end)) positions.push(selectedAt);
  return positions;
}
