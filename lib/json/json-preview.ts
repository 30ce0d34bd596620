const PREVIEW_ENTRIES = 5;
const PREVIEW_CHARACTERS = 40;

/** The first entries of a container on one line, without braces: `id: "W1", items: […]`. */
export function jsonPreview(value: object): string {
  const keys = Array.isArray(value)
    ? Array.from({ length: Math.min(value.length, PREVIEW_ENTRIES) }, (_, index) => index)
    : Object.keys(value).slice(0, PREVIEW_ENTRIES);
  const parts = keys.map((key) => {
    const text = previewValue(Reflect.get(value, key));
    return typeof key === "number" ? text : `${key.slice(0, PREVIEW_CHARACTERS)}: ${text}`;
  });
  const more = (Array.isArray(value) ? value.length : Object.keys(value).length) > keys.length;
  return parts.join(", ") + (more ? ", …" : "");
}

function previewValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "[…]";
  if (typeof value === "object" && value !== null) return "{…}";
  if (typeof value !== "string") return String(value);
  return value.length > PREVIEW_CHARACTERS
    ? `"${value.slice(0, PREVIEW_CHARACTERS)}…"`
    : `"${value}"`;
}
