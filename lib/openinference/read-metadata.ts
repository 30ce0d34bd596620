import type { AttributeMap } from "@/lib/otlp/span";
import { anyText, plainValue } from "./attribute-value";
import { fitKey } from "./fit-key";
import { isRecord, type JsonRecord, parseJsonText } from "./json-text";

const METADATA_KEY = "metadata";
/** Dotted metadata; a JSON `metadata` of the same key goes first. */
const METADATA_PREFIXES = [
  "metadata.",
  "langfuse.trace.metadata.",
  "ai.telemetry.metadata.",
  "langsmith.metadata.",
] as const;
const MAX_KEYS = 50;
const MAX_VALUE_CHARS = 200;
const MAX_JSON_CHARS = 64 * 1024;
const UNSAFE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** The attribute `metadata`: JSON text or structured; null when it is neither. */
export function readMetadataRecord(attributes: AttributeMap): JsonRecord | null {
  const value = attributes.get(METADATA_KEY);
  if (value === undefined || value === null) return null;
  const record =
    typeof value === "string" ? parseJsonText(value, MAX_JSON_CHARS) : plainValue(value);
  return isRecord(record) ? record : null;
}

/** Flat metadata: nested values as JSON text, at most 50 keys, values cut to 200 characters. */
export function readMetadata(
  attributes: AttributeMap,
  record: JsonRecord | null,
): Record<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(record ?? {})) {
    add(flat, key, typeof value === "string" ? value : JSON.stringify(value));
  }
  for (const [key, value] of attributes) {
    const prefix = METADATA_PREFIXES.find((candidate) => key.startsWith(candidate));
    if (prefix !== undefined) add(flat, key.slice(prefix.length), anyText(value));
  }
  return Object.fromEntries(flat);
}

function add(flat: Map<string, string>, key: string, text: string | null) {
  if (text === null || text === "null" || key === "" || UNSAFE_KEYS.has(key)) return;
  const fitted = fitKey(key);
  if (flat.size >= MAX_KEYS || flat.has(fitted)) return;
  flat.set(fitted, cut(text));
}

function cut(text: string): string {
  return text.length <= MAX_VALUE_CHARS
    ? text
    : `${text.slice(0, MAX_VALUE_CHARS - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
