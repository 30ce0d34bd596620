import { cleanText } from "@/lib/clean-text";
import type { AttributeMap, AttributeValue } from "./span";
import { deepestValue, SpanFault } from "./span-fault";

export type JsonObject = Record<string, unknown>;

/** Reads the fields of OTLP/JSON. What has the wrong type throws a SpanFault; null is absent. */
export class JsonValues {
  private readonly clean: (text: string) => string;

  /** `isClean`: no string holds NUL or a lone surrogate. */
  constructor(isClean: boolean) {
    this.clean = isClean ? (text) => text : cleanText;
  }

  text(value: unknown): string {
    if (typeof value === "string") return this.clean(value);
    if (value === undefined || value === null) return "";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw new SpanFault("shape");
  }

  attributes(list: unknown, depth = 0): AttributeMap {
    const map: AttributeMap = new Map();
    for (const attribute of toList(list)) {
      const { key, value } = toObject(attribute);
      map.set(this.text(key), this.value(value, depth));
    }
    return map;
  }

  private value(value: unknown, depth: number): AttributeValue {
    if (value === undefined || value === null) return null;
    const any = toObject(value);
    if (typeof any.stringValue === "string") return this.clean(any.stringValue);
    for (const [field, read] of otherValues) {
      const given = any[field];
      if (given !== undefined && given !== null) return read(given, this, depth);
    }
    return null;
  }

  array(value: unknown, depth: number): AttributeValue[] {
    if (depth > deepestValue) throw new SpanFault("depth");
    return toList(toObject(value).values).map((item) => this.value(item, depth));
  }

  keyValues(value: unknown, depth: number): AttributeMap {
    if (depth > deepestValue) throw new SpanFault("depth");
    return this.attributes(toObject(value).values, depth);
  }
}

type ReadValue = (value: unknown, values: JsonValues, depth: number) => AttributeValue;

/** The other members of AnyValue (opentelemetry-proto common.proto). */
const otherValues: [string, ReadValue][] = [
  ["intValue", (value, values) => toInteger(value, values)],
  ["doubleValue", (value, values) => toDouble(value, values)],
  ["boolValue", (value) => value === true || value === "true"],
  ["arrayValue", (value, values, depth) => values.array(value, depth + 1)],
  ["kvlistValue", (value, values, depth) => values.keyValues(value, depth + 1)],
  ["bytesValue", (value, values) => Buffer.from(values.text(value), "base64").toString("base64")],
  ["stringValue", (value, values) => values.text(value)],
];

/** What is no exact number stays text. */
function toInteger(value: unknown, values: JsonValues): AttributeValue {
  if (typeof value === "number") {
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? String(value)
      : toDouble(value, values);
  }
  const text = values.text(value);
  const number = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(number) ? number : text;
}

function toDouble(value: unknown, values: JsonValues): AttributeValue {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  const text = values.text(value);
  const number = Number(text);
  return text.trim() !== "" && Number.isFinite(number) ? number : text;
}

/** Nanoseconds since 1970; absent is 0. */
export function toNano(value: unknown): bigint {
  if (value === undefined || value === null || value === "") return 0n;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value !== "string" || !/^\d{1,20}$/.test(value)) throw new SpanFault("time");
  const nano = BigInt(value);
  if (nano > 0xffff_ffff_ffff_ffffn) throw new SpanFault("time");
  return nano;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function toObject(value: unknown): JsonObject {
  if (!isObject(value)) throw new SpanFault("shape");
  return value;
}

/** Absent is empty. */
export function toList(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new SpanFault("shape");
  return value;
}
