import { ChevronRight, CircleAlert, Clock4, RefreshCcw, Unlink } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { formatCount, formatDuration } from "@/lib/format";
import type { SpanTreeRow } from "@/lib/trace/build-span-tree";
import type { TraceSpan } from "@/lib/trace/stored-span";
import { spanBar, spanDurationMs, type Timeline } from "@/lib/trace/trace-timeline";
import { SpanKindChip } from "./span-kind-chip";

export const SPAN_ROW_PX = 28;
const INDENT_PX = 14;
/** Deeper rows are not indented further; they say their depth. */
const MAX_INDENT = 12;

interface SpanRowProps {
  row: SpanTreeRow<TraceSpan>;
  id: string;
  timeline: Timeline;
  top: number;
  selected: boolean;
  /** Spans folded away beneath it. */
  hidden: number;
  onSelect: () => void;
  onFold: () => void;
}

export function SpanRow({
  row,
  id,
  timeline,
  top,
  selected,
  hidden,
  onSelect,
  onFold,
}: SpanRowProps) {
  const { span, depth, children } = row;
  const bar = spanBar(span, timeline);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree that owns the row has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree is one tab stop and names the selected row
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={children > 0 ? hidden === 0 : undefined}
      aria-selected={selected}
      onClick={onSelect}
      className={classNames(
        "absolute inset-x-0 grid cursor-pointer grid-cols-[minmax(0,3fr)_minmax(0,2fr)_4rem] items-center text-xs",
        selected ? "bg-selected" : "hover:bg-hover",
      )}
      style={{ top, height: SPAN_ROW_PX }}
    >
      <div
        className="flex min-w-0 items-center gap-1.5 pr-2"
        style={{ paddingLeft: 6 + Math.min(depth, MAX_INDENT) * INDENT_PX }}
      >
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
        <span
          className={classNames(
            "flex size-5 shrink-0 items-center justify-center",
            children === 0 && "invisible",
          )}
          onClick={(event) => {
            event.stopPropagation();
            onFold();
          }}
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={classNames("text-faint transition-transform", hidden === 0 && "rotate-90")}
          />
        </span>
        {depth > MAX_INDENT && <span className="shrink-0 text-2xs text-faint">{depth}</span>}
        <SpanKindChip kind={span.kind} />
        <bdi className={classNames("min-w-0 truncate", span.isError && "text-negative-text")}>
          {span.name || "(no name)"}
        </bdi>
        <SpanMarks row={row} />
        {hidden > 0 && <span className="shrink-0 text-faint">+{formatCount(hidden)}</span>}
      </div>
      <div className="relative flex h-full items-center border-line border-l">
        <div
          aria-hidden
          className={classNames(
            "absolute h-2.5 min-w-0.5 rounded-xs",
            span.isError ? "bg-(--chart-error)" : "bg-(--chart-bar)",
            span.endedAt === null && "opacity-50",
          )}
          style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
        />
      </div>
      <span className="pr-2 text-right text-muted tabular-nums">
        {span.endedAt === null ? "running" : formatDuration(spanDurationMs(span))}
      </span>
    </div>
  );
}

function SpanMarks({ row: { span, oddity, early } }: { row: SpanTreeRow<TraceSpan> }) {
  return (
    <>
      {span.isError && (
        <CircleAlert size={13} role="img" aria-label="error" className="shrink-0 text-negative" />
      )}
      {oddity === "orphan" && (
        <Unlink
          size={12}
          role="img"
          aria-label="its parent has not arrived"
          data-tip="Its parent has not arrived"
          className="shrink-0 text-warning"
        />
      )}
      {oddity === "circle" && (
        <RefreshCcw
          size={12}
          role="img"
          aria-label="its parents run in a circle"
          data-tip="Its parents run in a circle"
          className="shrink-0 text-warning"
        />
      )}
      {early && (
        <Clock4
          size={12}
          role="img"
          aria-label="starts before its parent"
          data-tip="Starts before its parent: clocks differ"
          className="shrink-0 text-warning"
        />
      )}
      {span.totalTokens !== null && (
        <span className="ml-auto shrink-0 text-faint tabular-nums">
          {formatCount(span.totalTokens)} tok
        </span>
      )}
    </>
  );
}
