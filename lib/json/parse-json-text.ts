/** The value of a JSON text; null when it is none. */
export function parseJsonText(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
