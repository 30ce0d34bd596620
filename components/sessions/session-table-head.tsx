"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, type PointerEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import { clampWidth } from "@/lib/sessions/column-layout";
import { TITLE_COLUMN } from "@/lib/sessions/columns";
import {
  type SessionHeadersOptions,
  type SessionTableHeader,
  useSessionHeaders,
} from "./use-session-headers";

interface SessionTableHeadProps extends SessionHeadersOptions {
  onResize: (columnId: string, width: number) => void;
}

export const SessionTableHead = memo(function SessionTableHead(props: SessionTableHeadProps) {
  const { onResize } = props;
  const headers = useSessionHeaders(props);
  return (
    <thead className="sticky top-0 z-20 block max-sm:sr-only">
      <tr
        aria-rowindex={1}
        className="grid h-9 w-full grid-cols-(--columns) border-line border-b bg-subtle"
      >
        {headers.map(({ column, sorted, toggleSort }, index) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
            className={classNames(
              "relative flex min-w-0 bg-subtle font-medium text-xs",
              column.id === TITLE_COLUMN && "sticky left-0 z-10 border-line border-r",
            )}
          >
            <HeaderLabel column={column} sorted={sorted} toggleSort={toggleSort} />
            <ResizeHandle
              index={index}
              width={column.width}
              onResize={(width) => onResize(column.id, width)}
            />
          </th>
        ))}
      </tr>
    </thead>
  );
});

function HeaderLabel({ column, sorted, toggleSort }: SessionTableHeader) {
  const layout = classNames(
    "flex h-full w-full min-w-0 items-center gap-1",
    column.id === TITLE_COLUMN ? "px-3" : "px-2",
    column.align === "end" && "flex-row-reverse",
    sorted ? "text-fg" : "text-muted",
  );
  const text = (
    <span dir="auto" className="truncate">
      {column.header}
    </span>
  );
  if (!toggleSort) {
    return (
      <span className={layout} data-tip={column.doc}>
        {text}
      </span>
    );
  }
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={toggleSort}
      data-tip={column.doc}
      className={classNames(layout, "group/sort -outline-offset-2 hover:bg-hover hover:text-fg")}
    >
      {text}
      <Arrow
        size={12}
        aria-hidden
        className={classNames("shrink-0", !sorted && "opacity-0 group-hover/sort:opacity-50")}
      />
    </button>
  );
}

/** For the pointer; the column menu has the same for the keyboard. */
function ResizeHandle({
  index,
  width,
  onResize,
}: {
  index: number;
  width: number;
  onResize: (width: number) => void;
}) {
  function start(event: PointerEvent<HTMLSpanElement>) {
    const handle = event.currentTarget;
    const table = handle.closest("table");
    const cell = handle.closest("th");
    if (!table || !cell) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const startX = event.clientX;
    const startWidth = index === 0 ? cell.getBoundingClientRect().width : width;
    const tracks = table.style.getPropertyValue("--columns").split(" ");
    let wanted = width;

    // The table is repainted through its variable alone; React hears of the end.
    handle.onpointermove = (move) => {
      wanted = clampWidth(startWidth + move.clientX - startX);
      const track = index === 0 ? `minmax(${wanted}px,1fr)` : `${wanted}px`;
      table.style.setProperty("--columns", tracks.with(index, track).join(" "));
    };
    handle.onpointerup = () => {
      handle.onpointermove = null;
      handle.onpointerup = null;
      onResize(wanted);
    };
  }
  return (
    <span
      aria-hidden
      onPointerDown={start}
      className="absolute top-0 right-0 z-10 h-full w-2 cursor-col-resize touch-none after:absolute after:top-2 after:right-0 after:bottom-2 after:w-px after:bg-line hover:after:top-0 hover:after:bottom-0 hover:after:w-0.5 hover:after:bg-accent"
    />
  );
}
