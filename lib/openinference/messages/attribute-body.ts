import type { AttributeValue } from "@/lib/otlp/span";
import { plainValue, scalarText } from "../attribute-value";
import { parseJsonText } from "../json-text";

const MAX_BODY_CHARS = 16 * 1024 * 1024;

/** An attribute that may hold a JSON body: as a structure, as JSON text, or as plain text. */
export interface AttributeBody {
  /** undefined: plain text. */
  json: unknown;
  /** null: structured. */
  text: string | null;
}

/** null when the attribute is missing or blank. */
export function attributeBody(value: AttributeValue | undefined): AttributeBody | null {
  if (value === undefined || value === null) return null;
  const text = scalarText(value);
  if (text === null) return { json: plainValue(value), text: null };
  return text.trim() === "" ? null : { json: parseJsonText(text, MAX_BODY_CHARS), text };
}
