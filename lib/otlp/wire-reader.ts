import { cleanText } from "@/lib/clean-text";
import { MalformedBody, TooManyParts } from "./body-errors";
import { KeyCache } from "./key-cache";

/** Wire types of a protobuf field (protobuf.dev/programming-guides/encoding). Groups (3, 4) are in
 * no OTLP message: JSON and other bytes that are not protobuf soon look like one. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

const longestId = 17;
const mostParts = 1_000_000;
const leastBytesPerPart = 8;

/** Reads protobuf from bytes. `end` is where the message that is being read ends; reading beyond it
 * throws MalformedBody. */
export class WireReader {
  position = 0;
  readonly end: number;
  private readonly bytes: Buffer;
  private readonly view: DataView;
  private readonly keys = new KeyCache();
  private parts = 0;

  /** `isKept`: the body was taken once, so its parts are not counted again. */
  constructor(
    body: Uint8Array,
    private readonly isKept = false,
  ) {
    this.bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    this.view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    this.end = body.byteLength;
  }

  /** Field number << 3 | wire type. */
  tag(end: number): number {
    const tag = this.int64(end);
    if (typeof tag === "string" || tag < 8 || tag > 0xffffffff) throw malformed();
    return tag;
  }

  /** Where the message or string that begins here ends. */
  length(end: number): number {
    const length = this.int64(end);
    if (typeof length === "string" || length < 0 || length > end - this.position) throw malformed();
    return this.position + length;
  }

  /** Like `length`, for a message that costs an object (one that holds a map: four). A body may have
   * a million, and not more than the bytes so far explain. */
  part(end: number, cost: 1 | 4 = 1): number {
    this.parts += cost;
    const explained = 50_000 + this.position / leastBytesPerPart;
    if (!this.isKept && (this.parts > explained || this.parts > mostParts))
      throw new TooManyParts();
    return this.length(end);
  }

  /** A number where that is exact, else its digits. */
  int64(end: number): number | string {
    let byte = this.byte(end);
    if (byte < 0x80) return byte;
    let low = byte & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      byte = this.byte(end);
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return low;
    }
    byte = this.byte(end);
    low |= (byte & 0x7f) << 28;
    let high = (byte & 0x7f) >> 4;
    for (let shift = 3; byte >= 0x80; shift += 7) {
      if (shift > 31) throw malformed();
      byte = this.byte(end);
      high |= (byte & 0x7f) << shift;
    }
    const value = high * 0x1_0000_0000 + (low >>> 0);
    if (Number.isSafeInteger(value)) return value;
    return String((BigInt(high) << 32n) | BigInt(low >>> 0));
  }

  fixed64(end: number): bigint {
    return this.view.getBigUint64(this.advance(8, end), true);
  }

  double(end: number): number {
    return this.view.getFloat64(this.advance(8, end), true);
  }

  /** UTF-8; what is not, and NUL, is U+FFFD. */
  text(end: number): string {
    const text = this.bytes.toString("utf8", this.position, end);
    this.position = end;
    return text.includes("\0") ? cleanText(text) : text;
  }

  /** Text that comes again and again. */
  key(end: number): string {
    const key = this.keys.read(this.bytes, this.position, end);
    if (key === null) return this.text(end);
    this.position = end;
    return key;
  }

  /** An id; of one that is too long, enough to see it. */
  hex(end: number): string {
    const text = this.bytes.toString(
      "hex",
      this.position,
      Math.min(end, this.position + longestId),
    );
    this.position = end;
    return text;
  }

  /** A view of the body. */
  bytesBetween(start: number, end: number): Uint8Array {
    return this.bytes.subarray(start, end);
  }

  base64(end: number): string {
    const text = this.bytes.toString("base64", this.position, end);
    this.position = end;
    return text;
  }

  /** Over a field that is of no use, or of a version that we do not know. */
  skip(tag: number, end: number): void {
    const wireType = tag & 7;
    if (wireType === BYTES) this.position = this.length(end);
    else if (wireType === VARINT) this.int64(end);
    else if (wireType === FIXED32) this.advance(4, end);
    else if (wireType === FIXED64) this.advance(8, end);
    else throw malformed();
  }

  private byte(end: number): number {
    const byte = this.bytes[this.position];
    if (byte === undefined || this.position >= end) throw malformed();
    this.position += 1;
    return byte;
  }

  private advance(count: number, end: number): number {
    const start = this.position;
    if (count > end - start) throw malformed();
    this.position += count;
    return start;
  }
}

function malformed(): MalformedBody {
  return new MalformedBody("The body is not an OTLP request in protobuf.");
}
