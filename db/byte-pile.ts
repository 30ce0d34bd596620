/** Where something stands in a pile, counted from 1, as Postgres does. */
export interface PilePlace {
  at: number;
  size: number;
}

/** Bytes that go to the database as one parameter, and are cut up there. */
export class BytePile {
  private readonly parts: (Uint8Array | string)[] = [];
  private size = 0;

  /** Strings as UTF-8. */
  add(...parts: (Uint8Array | string)[]): PilePlace {
    const at = this.size + 1;
    for (const part of parts) {
      this.size += typeof part === "string" ? Buffer.byteLength(part) : part.byteLength;
      this.parts.push(part);
    }
    return { at, size: this.size + 1 - at };
  }

  bytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.size);
    let at = 0;
    for (const part of this.parts) {
      if (typeof part === "string") at += bytes.write(part, at);
      else {
        bytes.set(part, at);
        at += part.byteLength;
      }
    }
    return bytes;
  }
}
