/** Parts of a cursor as one text for URLs, opaque to its readers. */
export function writeCursorText(parts: unknown[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** null: not written by writeCursorText(). */
export function readCursorText(text: string): unknown[] | null {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const json = new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(binary, (character) => character.charCodeAt(0)),
    );
    const parts: unknown = JSON.parse(json);
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}
