import { findText } from "@/lib/find/fold-case";
import { childAt, childCount, childShape, type JsonShape, shapeOf } from "./json-shape";
import type { JsonPath } from "./json-tree";

/** One occurrence: in a key, or in a value at an offset of its text. */
export interface JsonMatch {
  at: "key" | "value";
  offset: number;
  place: PathLink | null;
}

/** A path that shares its upper part with its neighbours; null is the root. */
interface PathLink {
  up: PathLink | null;
  index: number;
}

export const MAX_MATCHES = 10_000;
/** Work between two pauses: about one per node and one per 64 characters. */
const SLICE = 20_000;

export function matchPath(match: JsonMatch): JsonPath {
  const path: JsonPath = [];
  for (let link = match.place; link !== null; link = link.up) path.push(link.index);
  return path.reverse();
}

/** All occurrences in document order, up to MAX_MATCHES. Yields what it found after every slice of
 * work, so that a caller can pause between them. */
export function* searchJson(root: unknown, query: string): Generator<JsonMatch[], void> {
  if (query === "") return;
  let found: JsonMatch[] = [];
  let total = 0;
  let work = 0;

  const look = (text: string, at: JsonMatch["at"], place: PathLink | null) => {
    work += 1 + text.length / 64;
    for (const offset of findText(text, query, MAX_MATCHES - total)) {
      found.push({ at, offset, place });
      total += 1;
    }
  };

  const stack: { shape: JsonShape; next: number; place: PathLink | null }[] = [];
  const enter = (value: unknown, place: PathLink | null) => {
    if (typeof value === "string") return look(value, "value", place);
    if (typeof value !== "object" || value === null) return look(String(value), "value", place);
    const shape = shapeOf(value);
    if (shape !== null) stack.push({ shape, next: 0, place });
  };

  enter(root, null);
  for (let frame = stack.at(-1); frame !== undefined && total < MAX_MATCHES; frame = stack.at(-1)) {
    if (frame.next >= childCount(frame.shape)) {
      stack.pop();
      continue;
    }
    const place = { up: frame.place, index: frame.next };
    const child = childAt(frame.shape, frame.next++);
    if (child.type === "entry") {
      if (typeof child.key === "string") look(child.key, "key", place);
      enter(child.value, place);
    } else if (child.type === "range") {
      const shape = childShape(child);
      if (shape !== null) stack.push({ shape, next: 0, place });
    }
    if (work >= SLICE) {
      yield found;
      found = [];
      work = 0;
    }
  }
  yield found;
}
