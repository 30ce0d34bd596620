import type { KeyboardEvent } from "react";
import { announce } from "@/components/ui/live-messages";
import type { JsonRow, JsonTree } from "@/lib/json/json-tree";
import { jsonText } from "@/lib/json/write-json";
import type { JsonTreeState } from "./use-json-tree";

const PAGE_LINES = 15;

type Move = (tree: JsonTree, row: JsonRow) => number;

/** WAI-ARIA tree: where each key leads from a row. */
const MOVES: Record<string, Move> = {
  ArrowDown: (_, row) => row.line + row.lines,
  ArrowUp: (_, row) => row.line - 1,
  PageDown: (_, row) => row.line + PAGE_LINES,
  PageUp: (_, row) => row.line - PAGE_LINES,
  Home: () => 0,
  End: (tree) => tree.lineCount - 1,
};

/** Keys of the tree. Calls `go` with the line to stand on. */
export function jsonTreeKeys(
  { tree, change }: JsonTreeState,
  activeLine: number,
  go: (line: number) => void,
) {
  return (event: KeyboardEvent) => {
    const row = tree.rowAtLine(activeLine);
    if ((event.ctrlKey || event.metaKey) && event.key === "c") return copyRow(row);
    if (event.ctrlKey || event.metaKey || event.altKey) return;

    const move = MOVES[event.key];
    if (move) go(Math.max(0, Math.min(move(tree, row), tree.lineCount - 1)));
    else if (event.key === "ArrowRight") {
      if (row.openable && !row.open) change(() => tree.open(row));
      else if (row.open) go(row.line + 1);
    } else if (event.key === "ArrowLeft") {
      if (row.open) change(() => tree.close(row));
      else go(tree.parentLine(row));
    } else if (event.key === "Enter" || event.key === " ") {
      if (row.openable) change(() => (row.open ? tree.close(row) : tree.open(row)));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function copyRow(row: JsonRow) {
  if ((document.getSelection()?.toString() ?? "") !== "") return;
  const { child } = row;
  const value = child.type === "entry" ? child.value : child.type === "text" ? child.text : null;
  navigator.clipboard
    .writeText(typeof value === "string" ? value : jsonText(value))
    .then(() => announce("Copied value"))
    .catch(() => announce("Could not copy value"));
}
