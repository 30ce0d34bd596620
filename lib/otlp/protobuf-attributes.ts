import type { AttributeMap, AttributeValue } from "./span";
import { deepestValue, SpanFault } from "./span-fault";
import type { WireReader } from "./wire-reader";

// opentelemetry-proto common.proto; field number << 3 | wire type
const KEY_VALUE = { key: (1 << 3) | 2, value: (2 << 3) | 2 } as const;
const ANY_VALUE = {
  string: (1 << 3) | 2,
  bool: 2 << 3,
  int: 3 << 3,
  double: (4 << 3) | 1,
  array: (5 << 3) | 2,
  keyValues: (6 << 3) | 2,
  bytes: (7 << 3) | 2,
} as const;
const LIST = { item: (1 << 3) | 2 } as const;

/** Reads one KeyValue into the map. Throws a SpanFault when its value nests too deep. */
export function readAttribute(reader: WireReader, end: number, into: AttributeMap, depth = 0) {
  let key = "";
  let value: AttributeValue = null;
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag === KEY_VALUE.key) key = reader.key(reader.length(end));
    else if (tag === KEY_VALUE.value) value = readValue(reader, reader.length(end), depth);
    else reader.skip(tag, end);
  }
  into.set(key, value);
}

function readValue(reader: WireReader, end: number, depth: number): AttributeValue {
  let value: AttributeValue = null;
  while (reader.position < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case ANY_VALUE.string:
        value = reader.text(reader.length(end));
        break;
      case ANY_VALUE.bool:
        value = reader.int64(end) !== 0;
        break;
      case ANY_VALUE.int:
        value = reader.int64(end);
        break;
      case ANY_VALUE.double:
        value = toFinite(reader.double(end));
        break;
      case ANY_VALUE.array:
        value = readArray(reader, reader.length(end), depth + 1);
        break;
      case ANY_VALUE.keyValues:
        value = readKeyValues(reader, reader.part(end, 4), depth + 1);
        break;
      case ANY_VALUE.bytes:
        value = reader.base64(reader.length(end));
        break;
      default:
        reader.skip(tag, end);
    }
  }
  return value;
}

function toFinite(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function readArray(reader: WireReader, end: number, depth: number): AttributeValue[] {
  if (depth > deepestValue) throw new SpanFault("depth");
  const items: AttributeValue[] = [];
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag === LIST.item) items.push(readValue(reader, reader.part(end), depth));
    else reader.skip(tag, end);
  }
  return items;
}

function readKeyValues(reader: WireReader, end: number, depth: number): AttributeMap {
  if (depth > deepestValue) throw new SpanFault("depth");
  const map: AttributeMap = new Map();
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag === LIST.item) readAttribute(reader, reader.part(end), map, depth);
    else reader.skip(tag, end);
  }
  return map;
}
