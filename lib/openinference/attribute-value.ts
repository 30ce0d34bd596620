import type { AttributeMap, AttributeValue } from "@/lib/otlp/span";

const MAX_DEPTH = 100;

/** The text of a string, number or boolean; null for the rest. */
export function scalarText(value: AttributeValue | undefined): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return null;
}

/** A string trimmed, or an integer as text; null when blank or of another type. */
export function idText(value: unknown): string | null {
  if (typeof value === "string") return value.trim() || null;
  return typeof value === "number" && Number.isInteger(value) ? String(value) : null;
}

/** The text of any value; structured ones as JSON. null when there is none. */
export function anyText(value: AttributeValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return scalarText(value) ?? JSON.stringify(plainValue(value));
}

/** The first of the keys that carries non-blank text. */
export function firstText(attributes: AttributeMap, keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = scalarText(attributes.get(key));
    if (text !== null && text.trim() !== "") return text;
  }
  return null;
}

/** Attribute maps as plain objects, own properties only; what lies deeper than 100 levels is null. */
export function plainValue(value: AttributeValue, depth = 0): unknown {
  if (value === null || typeof value !== "object") return value;
  if (depth === MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1));
  return Object.fromEntries(
    Array.from(value, ([key, item]) => [key, plainValue(item, depth + 1)] as const),
  );
}
