/** Where something stands in a pile, counted from 1, as Postgres does. */
export interface PilePlace {
  at: number;
  size: number;
}

/** Bytes that go to the database as one parameter, and are cut up there. */
export class BytePile {
  private readonly parts: Uint8Array[] = [];
  private size = 0;

  add(...parts: Uint8Array[]): PilePlace {
    const at = this.size + 1;
    for (const part of parts) this.size += part.byteLength;
    this.parts.push(...parts);
    return { at, size: this.size + 1 - at };
  }

  addText(text: string): PilePlace {
    return this.add(Buffer.from(text));
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts, this.size);
  }
}
