import { createHash } from "node:crypto";

const MAX_BYTES = 1000;
const HASH_DIGITS = 32;
const PREFIX_BYTES = MAX_BYTES - 1 - HASH_DIGITS;

/** Text as it goes into a B-tree key: itself up to 1,000 bytes of UTF-8; longer, its beginning and
 * a hash of the whole, so that equal inputs stay equal and different ones different. */
export function fitKey(text: string): string {
  if (text.length * 3 <= MAX_BYTES) return text;
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= MAX_BYTES) return text;
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, HASH_DIGITS);
  return `${bytes.toString("utf8", 0, characterStart(bytes, PREFIX_BYTES))}~${hash}`;
}

/** The last start of a UTF-8 character at or before the offset. */
function characterStart(bytes: Buffer, offset: number): number {
  let at = offset;
  while (at > 0 && (bytes.readUInt8(at) & 0xc0) === 0x80) at--;
  return at;
}
