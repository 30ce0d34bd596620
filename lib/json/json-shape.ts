import { cutText } from "./cut-text";

/** What a container or a long string shows beneath it when it is open. */
export type JsonShape =
  | { type: "object"; value: object; keys: string[] }
  | { type: "array"; value: readonly unknown[] }
  | { type: "ranges"; of: Entries }
  | { type: "range"; of: Entries; from: number; to: number }
  | { type: "text"; text: string; ends: number[] };

type Entries = Extract<JsonShape, { type: "object" | "array" }>;

export type JsonChild =
  | { type: "entry"; key: string | number; value: unknown }
  | { type: "range"; from: number; to: number; shape: JsonShape }
  | { type: "text"; text: string; from: number };

/** A container with more entries than this opens into ranges of this many. */
export const RANGE_SIZE = 10_000;
/** A string longer than this, or with a line break, opens into its text. */
export const LONG_STRING = 160;
/** Text rows hold at most this many characters. */
const TEXT_ROW = 2_000;

/** null: nothing to open (a short value, an empty container). */
export function shapeOf(value: unknown): JsonShape | null {
  if (typeof value === "string") {
    const long = value.length > LONG_STRING || value.includes("\n");
    return long ? { type: "text", text: value, ends: cutText(value, TEXT_ROW) } : null;
  }
  const entries = entriesOf(value);
  if (entries === null || entryCount(entries) === 0) return null;
  return entryCount(entries) > RANGE_SIZE ? { type: "ranges", of: entries } : entries;
}

/** As `shapeOf(value) !== null`, without building the shape. */
export function isOpenable(value: unknown): boolean {
  if (typeof value === "string") return value.length > LONG_STRING || value.includes("\n");
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== "object" || value === null) return false;
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}

export function childCount(shape: JsonShape): number {
  switch (shape.type) {
    case "text":
      return shape.ends.length;
    case "ranges":
      return Math.ceil(entryCount(shape.of) / RANGE_SIZE);
    case "range":
      return shape.to - shape.from;
    default:
      return entryCount(shape);
  }
}

export function childAt(shape: JsonShape, index: number): JsonChild {
  switch (shape.type) {
    case "text": {
      const from = index === 0 ? 0 : (shape.ends[index - 1] ?? 0);
      return { type: "text", text: shape.text.slice(from, shape.ends[index]), from };
    }
    case "ranges": {
      const from = index * RANGE_SIZE;
      const to = Math.min(from + RANGE_SIZE, entryCount(shape.of));
      return { type: "range", from, to, shape: { type: "range", of: shape.of, from, to } };
    }
    case "range":
      return childAt(shape.of, shape.from + index);
    case "array":
      return { type: "entry", key: index, value: shape.value[index] };
    case "object": {
      const key = shape.keys[index] ?? "";
      return { type: "entry", key, value: Reflect.get(shape.value, key) };
    }
  }
}

/** What the child opens into; null when it does not open. */
export function childShape(child: JsonChild): JsonShape | null {
  if (child.type === "entry") return shapeOf(child.value);
  return child.type === "range" ? child.shape : null;
}

/** The position of the text row that holds the character at `offset`. */
export function textRowAt(shape: Extract<JsonShape, { type: "text" }>, offset: number): number {
  let low = 0;
  let high = shape.ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shape.ends[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function entriesOf(value: unknown): Entries | null {
  if (Array.isArray(value)) return { type: "array", value };
  if (typeof value !== "object" || value === null) return null;
  return { type: "object", value, keys: Object.keys(value) };
}

function entryCount(entries: Entries): number {
  return entries.type === "array" ? entries.value.length : entries.keys.length;
}
