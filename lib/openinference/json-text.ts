const MAX_DEPTH = 100;
const MAX_CONTAINERS = 100_000;
const MAX_VALUE_CHARS = 256 * 1024;
const OPENS_JSON = /^\s*[[{]/;
const OPENS_JSON_OR_STRING = /^\s*[[{"]/;
/** An integer that a double may not hold exactly. */
const LONG_INTEGER = /(?:^|[:,[\s])-?\d{16,}/;

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own property, so that no key of the text reaches a prototype. */
export function own(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The object or array that the text is, or undefined: not JSON, too long, too deep, too many parts. */
export function parseJsonText(text: string, maxChars: number): unknown {
  if (text.length > maxChars || !OPENS_JSON.test(text)) return undefined;
  return parseBounded(text);
}

/** What a tool was given or gave back: parsed where it is JSON of a reasonable size, up to twice
 * encoded; else the text. Text whose integers a double would change stays text. */
export function parseToolValue(text: string): unknown {
  let value: unknown = text;
  for (let level = 0; level < 2 && typeof value === "string"; level++) {
    if (value.length > MAX_VALUE_CHARS || !OPENS_JSON_OR_STRING.test(value)) break;
    if (LONG_INTEGER.test(value)) break;
    const parsed = parseBounded(value);
    if (parsed === undefined) break;
    value = parsed;
  }
  return isStructured(value) ? value : text;
}

function isStructured(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function parseBounded(text: string): unknown {
  if (!isBounded(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isBounded(text: string): boolean {
  let depth = 0;
  let containers = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH || ++containers > MAX_CONTAINERS) return false;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    }
  }
  return true;
}

function endOfString(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at < 0 ? text.length : at;
}

/** Whether an odd number of backslashes stands before the quote. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === 0x5c) at--;
  return (quote - at) % 2 === 0;
}
