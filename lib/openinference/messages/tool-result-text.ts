import { isRecord, own, parseJsonText } from "../json-text";

const MAX_WRAPPED_CHARS = 256 * 1024;
/** Vercel AI SDK: a tool's result as {"type": …, "value": …}. */
const WRAPPERS = new Set(["json", "text", "error-json", "error-text", "content"]);

/** A tool's result as text: JSON for structured ones, without the wrappers that clients put round
 * it (content parts of text only, the AI SDK's typed values). */
export function toolResultText(value: unknown): string {
  const inner = unwrapped(value);
  if (inner === undefined || inner === null) return "";
  if (typeof inner === "string") return inner;
  return joinedTexts(inner) ?? JSON.stringify(inner);
}

/** The same for a result that is already text. */
export function unwrapResultText(text: string): string {
  if (!text.startsWith('{"type":"')) return text;
  const parsed = parseJsonText(text, MAX_WRAPPED_CHARS);
  return isWrapper(parsed) ? toolResultText(parsed) : text;
}

function unwrapped(value: unknown): unknown {
  return isWrapper(value) ? value.value : value;
}

function isWrapper(value: unknown): value is { type: string; value: unknown } {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false;
  const type = own(value, "type");
  return typeof type === "string" && WRAPPERS.has(type) && Object.hasOwn(value, "value");
}

/** The texts of a list that holds nothing but text parts. */
function joinedTexts(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const texts: string[] = [];
  for (const part of value) {
    const text = isRecord(part) && own(part, "type") === "text" ? own(part, "text") : undefined;
    if (typeof text !== "string") return null;
    texts.push(text);
  }
  return texts.join("\n\n");
}
