"use client";

import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import type { JsonRow } from "@/lib/json/json-tree";
import { type JsonMatch, matchPath } from "@/lib/json/search-json";
import { JsonRowView, LINE_PX } from "./json-row-view";
import { jsonTreeKeys } from "./json-tree-keys";
import type { JsonTreeState } from "./use-json-tree";
import { showLine, useLineWindow } from "./use-line-window";

interface JsonTreeViewProps {
  state: JsonTreeState;
  label: string;
  activeLine: number;
  onActiveLine: (line: number) => void;
  query?: string;
  /** The occurrence to show: what hides it is opened and it is scrolled to. */
  current?: JsonMatch | null;
  className?: string;
}

/** A JSON value as a tree of which only the visible rows exist. One tab stop; arrows move. */
export function JsonTreeView({
  state,
  label,
  activeLine,
  onActiveLine,
  query = "",
  current = null,
  className,
}: JsonTreeViewProps) {
  const { tree, change } = state;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const goal = useRef<{ line: number; align: "nearest" | "center" } | null>(null);
  const shown = useLineWindow(box, LINE_PX);
  const rows = tree.rows(shown.from, shown.to);
  const activeRow = tree.rowAtLine(activeLine);

  function go(line: number, align: "nearest" | "center" = "nearest") {
    goal.current = { line, align };
    onActiveLine(line);
  }

  const reveal = useEffectEvent((match: JsonMatch) => {
    change(() => {});
    go(tree.reveal(matchPath(match), match.at === "value" ? match.offset : null), "center");
  });
  useEffect(() => {
    if (current !== null) reveal(current);
  }, [current]);

  useLayoutEffect(() => {
    const measured = measureTexts(rows, id);
    const grownBefore = (line: number) =>
      measured.reduce((sum, { row, lines }) => sum + (row.line < line ? lines - row.lines : 0), 0);
    if (measured.length > 0) {
      change(() => {
        for (const { row, lines } of measured) tree.setLines(row, lines);
      });
      if (grownBefore(activeLine) !== 0) onActiveLine(activeLine + grownBefore(activeLine));
    }
    if (box.current === null) return;
    if (goal.current !== null) {
      const line = goal.current.line + grownBefore(goal.current.line);
      showLine(box.current, line, LINE_PX, goal.current.align);
      // Once the rows around it have their real heights it stays where it is.
      goal.current = measured.length > 0 ? { ...goal.current, line } : null;
    } else {
      const top = Math.floor(box.current.scrollTop / LINE_PX);
      box.current.scrollTop += grownBefore(top) * LINE_PX;
    }
  });

  return (
    <div
      ref={box}
      role="tree"
      aria-label={label}
      aria-activedescendant={id + activeRow.id}
      tabIndex={0}
      onKeyDown={jsonTreeKeys(state, activeLine, go)}
      className={classNames(
        "group/tree overflow-auto overscroll-contain font-mono text-xs -outline-offset-2",
        className,
      )}
    >
      <div role="presentation" className="relative" style={{ height: tree.lineCount * LINE_PX }}>
        {withRow(rows, activeRow).map((row) => (
          <JsonRowView
            key={row.id}
            id={id + row.id}
            row={row}
            active={row.id === activeRow.id}
            query={query}
            current={row.id === activeRow.id ? current : null}
            onSelect={() => onActiveLine(row.line)}
            onToggle={() => change(() => (row.open ? tree.close(row) : tree.open(row)))}
          />
        ))}
      </div>
    </div>
  );
}

/** The active row exists wherever one scrolls: the tree names it. */
function withRow(rows: JsonRow[], row: JsonRow): JsonRow[] {
  return rows.some(({ id }) => id === row.id) ? rows : [...rows, row];
}

function measureTexts(rows: JsonRow[], id: string): { row: JsonRow; lines: number }[] {
  return rows.flatMap((row) => {
    if (row.child.type !== "text") return [];
    const height = document.getElementById(id + row.id)?.offsetHeight ?? 0;
    const lines = Math.max(1, Math.round(height / LINE_PX));
    return height === 0 || lines === row.lines ? [] : [{ row, lines }];
  });
}
