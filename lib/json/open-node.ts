import { childAt, childCount, childShape, type JsonShape } from "./json-shape";

/** One open container (or long string) of a JsonTree: knows its open children and how many lines
 * lie beneath it, so that any line is found without building the rows. */
export class OpenNode {
  /** Unique within its tree. */
  readonly id: number;
  readonly parent: OpenNode | null;
  readonly index: number;
  readonly shape: JsonShape;
  /** Depth of the rows beneath. */
  readonly level: number;
  /** Open children by position. */
  readonly open: OpenNode[] = [];
  /** Lines beneath. */
  lines: number;
  /** Of a text: lines of each of its rows. */
  readonly #textLines: Uint32Array | null;
  /** Lines beneath all open children (of a text: of all rows) before the n-th. */
  #before: Float64Array | null = null;

  /** The last id given in the tree. */
  private readonly idCounter: { last: number };

  constructor(parent: OpenNode | null, index: number, shape: JsonShape, before?: OpenNode) {
    this.idCounter = parent?.idCounter ?? { last: before?.idCounter.last ?? 0 };
    this.id = before?.id ?? ++this.idCounter.last;
    this.parent = parent;
    this.index = index;
    this.shape = shape;
    this.level = (parent?.level ?? 0) + 1;
    this.#textLines = shape.type === "text" ? estimateLines(shape) : null;
    this.lines = this.#textLines?.reduce((sum, lines) => sum + lines, 0) ?? childCount(shape);
  }

  /** Whose row stands `offset` lines beneath this node: its own child (`rest` lines into it), or
   * one beneath an open child. */
  locate(offset: number): { index: number; rest: number; inside: OpenNode | null } {
    const before = this.#sums();
    if (this.#textLines !== null) {
      const index = lastAtMost(before, offset, this.#textLines.length);
      return { index, rest: offset - (before[index] ?? 0), inside: null };
    }
    let low = 0;
    let high = this.open.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.open[middle]?.index ?? 0) + (before[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const child = this.open[low - 1];
    if (child === undefined) return { index: offset, rest: 0, inside: null };
    const rest = offset - child.index - (before[low - 1] ?? 0);
    if (rest === 0) return { index: child.index, rest: 0, inside: null };
    if (rest <= child.lines) return { index: child.index, rest, inside: child };
    return { index: child.index + rest - child.lines, rest: 0, inside: null };
  }

  /** The line of a child, counted from the root of the tree. */
  lineOf(index: number): number {
    let line = 0;
    let position = index;
    for (let node: OpenNode | null = this; node !== null; node = node.parent) {
      const before = node.#sums();
      const slot = node.#textLines === null ? node.#slot(position) : position;
      line += 1 + (node.#textLines === null ? position : 0) + (before[slot] ?? 0);
      position = node.index;
    }
    return line;
  }

  childNode(index: number): OpenNode | null {
    const child = this.open[this.#slot(index)];
    return child?.index === index ? child : null;
  }

  /** null when the child has nothing to open. */
  openChild(index: number): OpenNode | null {
    const present = this.childNode(index);
    if (present !== null) return present;
    const child = this.attachChild(index);
    if (child !== null) this.#grow(child.lines);
    return child;
  }

  /** As openChild, but whoever attaches recounts afterwards, from the leaves up: once for many.
   * `before` is the same node over an older value, whose id it keeps. */
  attachChild(index: number, before?: OpenNode): OpenNode | null {
    const present = this.childNode(index);
    if (present !== null) return present;
    const shape = childShape(childAt(this.shape, index));
    if (shape === null) return null;
    const child = new OpenNode(this, index, shape, before);
    this.open.splice(this.#slot(index), 0, child);
    return child;
  }

  closeChild(index: number): void {
    const child = this.childNode(index);
    if (child === null) return;
    this.open.splice(this.#slot(index), 1);
    this.#grow(-child.lines);
  }

  recount(): void {
    if (this.#textLines !== null) return;
    this.lines = childCount(this.shape);
    for (const child of this.open) this.lines += child.lines;
    this.#before = null;
  }

  rowLines(index: number): number {
    return this.#textLines?.[index] ?? 1;
  }

  setTextLines(index: number, lines: number): void {
    const before = this.#textLines?.[index];
    if (this.#textLines === null || before === undefined || before === lines) return;
    this.#textLines[index] = lines;
    this.#grow(lines - before);
  }

  #grow(lines: number): void {
    for (let node: OpenNode | null = this; node !== null; node = node.parent) {
      node.lines += lines;
      node.#before = null;
    }
  }

  #sums(): Float64Array {
    if (this.#before !== null) return this.#before;
    const count = this.#textLines?.length ?? this.open.length;
    const sums = new Float64Array(count + 1);
    for (let at = 0; at < count; at++) {
      sums[at + 1] = (sums[at] ?? 0) + (this.#textLines?.[at] ?? this.open[at]?.lines ?? 0);
    }
    this.#before = sums;
    return sums;
  }

  /** How many open children stand before the position. */
  #slot(index: number): number {
    let low = 0;
    let high = this.open.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.open[middle]?.index ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const LINE_CHARACTERS = 90;

/** About how many lines each row of a text takes, until it has been laid out. */
function estimateLines({ text, ends }: Extract<JsonShape, { type: "text" }>): Uint32Array {
  return Uint32Array.from(ends, (end, row) =>
    text
      .slice(ends[row - 1] ?? 0, end)
      .replace(/\n$/, "")
      .split("\n")
      .reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LINE_CHARACTERS)), 0),
  );
}

function lastAtMost(sums: Float64Array, offset: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sums[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
