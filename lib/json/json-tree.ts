import {
  childAt,
  childCount,
  isOpenable,
  type JsonChild,
  type JsonShape,
  shapeOf,
  textRowAt,
} from "./json-shape";
import { OpenNode } from "./open-node";

/** One visible row. `line` and `lines` are its place and height, counted in lines of text. */
export interface JsonRow {
  id: string;
  /** null: the root. */
  parent: OpenNode | null;
  /** Position among its siblings. */
  index: number;
  siblings: number;
  depth: number;
  child: JsonChild;
  openable: boolean;
  open: boolean;
  line: number;
  lines: number;
}

/** Positions from the root down to a node; the root itself is the empty path. */
export type JsonPath = number[];

/** Opening everything stops here: browsers cannot scroll much further than 15 million pixels. */
export const MAX_LINES = 600_000;

/** Which parts of one JSON value are open, and which row stands at which line. Nothing is built
 * for what is closed: the cost is that of the open containers, not of the document. */
export class JsonTree {
  #root: OpenNode | null;
  #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
    this.#root = openRoot(value);
  }

  get value(): unknown {
    return this.#value;
  }

  get lineCount(): number {
    return 1 + (this.#root?.lines ?? 0);
  }

  rowAtLine(line: number): JsonRow {
    const root = this.#root;
    if (line <= 0 || root === null) return this.#rootRow();
    const at = Math.min(line, root.lines);
    let node = root;
    let offset = at - 1;
    for (;;) {
      const found = node.locate(offset);
      if (found.inside === null) return rowOf(node, found.index, at - found.rest);
      node = found.inside;
      offset = found.rest - 1;
    }
  }

  /** The rows that touch the lines `from` to `to` (exclusive). */
  rows(from: number, to: number): JsonRow[] {
    const rows: JsonRow[] = [];
    for (let line = Math.max(0, from); line < Math.min(to, this.lineCount); ) {
      const row = this.rowAtLine(line);
      rows.push(row);
      line = row.line + row.lines;
    }
    return rows;
  }

  parentLine(row: JsonRow): number {
    return row.parent?.parent?.lineOf(row.parent.index) ?? 0;
  }

  open(row: JsonRow): void {
    if (row.parent === null) {
      this.#root ??= openRoot(this.#value);
      return;
    }
    row.parent.openChild(row.index);
  }

  close(row: JsonRow): void {
    if (row.parent === null) this.#root = null;
    else row.parent.closeChild(row.index);
  }

  /** Text rows wrap: how many lines one takes is known only once it has been laid out. */
  setLines(row: JsonRow, lines: number): void {
    row.parent?.setTextLines(row.index, lines);
  }

  /** Opens what leads to the node and returns its line; `offset` goes to that character of a long string. */
  reveal(path: JsonPath, offset: number | null = null): number {
    this.#root ??= openRoot(this.#value);
    let node = this.#root;
    const last = path.at(-1);
    if (node === null || last === undefined) return 0;
    let reached = last;
    for (let at = 0; at < path.length - 1; at++) {
      const next: OpenNode | null = node.attachChild(path[at] ?? 0);
      if (next === null) {
        reached = path[at] ?? 0;
        break;
      }
      node = next;
    }
    const target = childAt(node.shape, reached);
    const text = offset !== null && isText(target) ? node.attachChild(reached) : null;
    for (let up: OpenNode | null = node; up !== null; up = up.parent) up.recount();
    return offset !== null && text?.shape.type === "text"
      ? text.lineOf(textRowAt(text.shape, offset))
      : node.lineOf(reached);
  }

  /** Opens containers `depth` levels deep (Infinity: all); false when it had to stop at MAX_LINES. */
  openToDepth(depth: number): boolean {
    this.#root = depth > 0 ? openRoot(this.#value) : null;
    if (this.#root === null) return true;
    const opened: OpenNode[] = [this.#root];
    let lines = 1 + childCount(this.#root.shape);
    let complete = true;
    for (const node of opened) {
      if (node.level >= depth) break;
      for (let index = 0; complete && index < childCount(node.shape); index++) {
        const opening = isText(childAt(node.shape, index)) ? null : node.attachChild(index);
        if (opening === null) continue;
        lines += childCount(opening.shape);
        complete = lines <= MAX_LINES;
        if (complete) opened.push(opening);
        else node.open.pop();
      }
    }
    for (const node of opened.reverse()) node.recount();
    return complete;
  }

  /** The same parts open over a newer value, matched by key and position. */
  rebase(value: unknown): JsonTree {
    const next = new JsonTree(value);
    if (this.#root === null || next.#root === null) {
      if (this.#root === null) next.#root = null;
      return next;
    }
    next.#root = new OpenNode(null, 0, next.#root.shape, this.#root);
    const pairs: [OpenNode, OpenNode][] = [[this.#root, next.#root]];
    for (const [before, after] of pairs) {
      for (const child of before.open) {
        const index = samePosition(before.shape, child.index, after.shape);
        const opened = index === null ? null : after.attachChild(index, child);
        if (opened !== null) pairs.push([child, opened]);
      }
    }
    for (const [, after] of pairs.reverse()) after.recount();
    return next;
  }

  #rootRow(): JsonRow {
    const child: JsonChild = { type: "entry", key: "", value: this.#value };
    return {
      id: "root",
      parent: null,
      index: 0,
      siblings: 1,
      depth: 0,
      child,
      openable: isOpenable(this.#value),
      open: this.#root !== null,
      line: 0,
      lines: 1,
    };
  }
}

function openRoot(value: unknown): OpenNode | null {
  const shape = shapeOf(value);
  return shape && new OpenNode(null, 0, shape);
}

function rowOf(parent: OpenNode, index: number, line: number): JsonRow {
  const child = childAt(parent.shape, index);
  return {
    id: `${parent.id}:${index}`,
    parent,
    index,
    siblings: childCount(parent.shape),
    depth: parent.level,
    child,
    openable: child.type === "range" || (child.type === "entry" && isOpenable(child.value)),
    open: parent.childNode(index) !== null,
    line,
    lines: parent.rowLines(index),
  };
}

function isText(child: JsonChild): boolean {
  return child.type === "text" || (child.type === "entry" && typeof child.value === "string");
}

function samePosition(before: JsonShape, index: number, after: JsonShape): number | null {
  if (before.type === "object" && after.type === "object") {
    const key = before.keys[index] ?? "";
    const position = after.keys[index] === key ? index : after.keys.indexOf(key);
    return position < 0 ? null : position;
  }
  return before.type === after.type && index < childCount(after) ? index : null;
}
