const slabBytes = 512 * 1024;

/** Hands out parts of large buffers, not zeroed: a buffer of its own costs more than what most parts
 * are filled with. A slab lives as long as any part of it. */
export class ByteSlabs {
  private slab = Buffer.alloc(0);
  private used = 0;

  allocate(bytes: number): Uint8Array {
    if (bytes > slabBytes / 4) return Buffer.allocUnsafe(bytes);
    if (this.used + bytes > this.slab.byteLength) {
      this.slab = Buffer.allocUnsafeSlow(slabBytes);
      this.used = 0;
    }
    const part = this.slab.subarray(this.used, this.used + bytes);
    this.used += bytes;
    return part;
  }
}
