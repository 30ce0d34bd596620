const longestKey = 64;
const slots = 1024;

/** Gives the same string for the same bytes each time: attribute keys come again with every span,
 * and a string that is already there costs no memory and has its hash. */
export class KeyCache {
  private readonly keys: string[] = new Array(slots).fill("");

  /** null for what is not short ASCII without NUL. */
  read(bytes: Buffer, start: number, end: number): string | null {
    const length = end - start;
    if (length > longestKey) return null;
    let hash = length;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === 0 || byte > 0x7f) return null;
      hash = (hash * 31 + byte) | 0;
    }
    const slot = (hash ^ (hash >>> 10)) & (slots - 1);
    const cached = this.keys[slot] ?? "";
    if (matches(cached, bytes, start, length)) return cached;
    const key = bytes.toString("latin1", start, end);
    this.keys[slot] = key;
    return key;
  }
}

function matches(key: string, bytes: Buffer, start: number, length: number): boolean {
  if (key.length !== length) return false;
  for (let at = 0; at < length; at += 1) {
    if (key.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}
