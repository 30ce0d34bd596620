import { gunzipSync } from "node:zlib";
import { ApiError } from "./api-error";

/** RFC 1952, 2.3.1: the last four bytes are the size of what was packed. */
const sizeBytes = 4;
/** What deflate cannot exceed. */
const largestRatio = 1_032;
const chunkSize = 128 * 1024;

/** How large gzip says to be inflated; `maxBytes` when that cannot be, or is more. */
export function inflatedBytes(bytes: Uint8Array, maxBytes: number): number {
  if (bytes.byteLength < sizeBytes) return maxBytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const said = view.getUint32(bytes.byteLength - sizeBytes, true);
  return said <= Math.min(maxBytes, bytes.byteLength * largestRatio) ? said : maxBytes;
}

/** null when it is larger than `maxBytes`. In the calling thread: through zlib's streams it takes
 * twice the CPU. Throws a 400. */
export function gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array | null {
  try {
    // Zero would mean no limit.
    return gunzipSync(bytes, { maxOutputLength: Math.max(maxBytes, 1), chunkSize });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw new ApiError(400, "invalid_gzip", "The body is not valid gzip.");
  }
}
