const CHUNK = 65_536;
/** Deeper levels are not indented further: 20,000 levels would be 400 MB of blanks. */
const MAX_INDENT = 64;

/** Writes a value as indented JSON in pieces of about 64 kB, to any depth (JSON.stringify overflows
 * the stack below 5,000). Only what JSON can say: undefined is null. */
export function* writeJson(root: unknown): Generator<string, void> {
  let piece = "";
  const stack: { value: object; keys: string[] | null; next: number; count: number }[] = [];

  const enter = (value: unknown) => {
    if (typeof value !== "object" || value === null) {
      piece += JSON.stringify(value) ?? "null";
      return;
    }
    const keys = Array.isArray(value) ? null : Object.keys(value);
    const count = Array.isArray(value) ? value.length : (keys?.length ?? 0);
    if (count === 0) piece += keys === null ? "[]" : "{}";
    else {
      piece += keys === null ? "[" : "{";
      stack.push({ value, keys, next: 0, count });
    }
  };

  enter(root);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    if (frame.next === frame.count) {
      stack.pop();
      piece += `\n${indent(stack.length)}${frame.keys === null ? "]" : "}"}`;
      continue;
    }
    const key = frame.keys === null ? frame.next : (frame.keys[frame.next] ?? "");
    piece += `${frame.next === 0 ? "" : ","}\n${indent(stack.length)}`;
    if (frame.keys !== null) piece += `${JSON.stringify(key)}: `;
    frame.next += 1;
    enter(Reflect.get(frame.value, key));
    if (piece.length >= CHUNK) {
      yield piece;
      piece = "";
    }
  }
  if (piece !== "") yield piece;
}

export function jsonText(value: unknown): string {
  return Array.from(writeJson(value)).join("");
}

function indent(level: number): string {
  return "  ".repeat(Math.min(level, MAX_INDENT));
}
