import type { AttributeMap, AttributeValue } from "@/lib/otlp/span";

/** The attributes of one entry of a flattened list, keyed by what follows the index. */
export interface IndexedFields {
  index: number;
  values: AttributeMap;
}

const MAX_INDEX_DIGITS = 6;
const DOT = 0x2e;
const ZERO = 0x30;

/** The entries of a list that was flattened under `prefix` ("llm.input_messages."), in the order
 * of their indices. Valueless attributes are left out, and so are indices of seven digits. */
export function groupByIndex(attributes: AttributeMap, prefix: string): IndexedFields[] {
  const entries = new Map<number, IndexedFields>();
  let current: IndexedFields | undefined;
  let largest = -1;
  let sorted = true;
  for (const [key, value] of attributes) {
    if (value === null || !key.startsWith(prefix)) continue;
    const end = indexEnd(key, prefix.length);
    if (end < 0) continue;
    const index = indexAt(key, prefix.length, end);
    if (current?.index !== index) {
      current = entries.get(index);
    }
    if (current === undefined) {
      current = { index, values: new Map<string, AttributeValue>() };
      entries.set(index, current);
      sorted &&= index > largest;
      largest = Math.max(largest, index);
    }
    current.values.set(key.slice(end + 1), value);
  }
  const list = Array.from(entries.values());
  return sorted ? list : list.sort((a, b) => a.index - b.index);
}

/** Where the dot after the index stands; -1 when there is no bounded index. */
function indexEnd(key: string, from: number): number {
  let at = from;
  while (at < key.length && at - from <= MAX_INDEX_DIGITS) {
    const code = key.charCodeAt(at);
    if (code === DOT) return at > from ? at : -1;
    if (code < ZERO || code > ZERO + 9) return -1;
    at++;
  }
  return -1;
}

function indexAt(key: string, from: number, end: number): number {
  let index = 0;
  for (let at = from; at < end; at++) index = index * 10 + key.charCodeAt(at) - ZERO;
  return index;
}
