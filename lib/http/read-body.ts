import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { ApiError } from "./api-error";
import { BodyBudget } from "./body-budget";

declare global {
  // Routes may be bundled apart; the memory is one.
  var colloquyBodyBudget: BodyBudget | undefined;
}

const leastBudgetBytes = 64 * 1024 * 1024;
const longestSilenceMs = 30_000;
/** Few turns of the event loop for large bodies. */
const gunzipOptions = { chunkSize: 128 * 1024 };

/**
 * Hands the request's body, inflated if it is gzip, to `use`; its memory counts as taken until that
 * is done. Throws ApiErrors: 413 beyond `maxBytes` (before and after inflating), 415 for any other
 * encoding, 400 for bad gzip or a client that left, 408 for one too slow, 503 when too many bodies
 * are being read.
 */
export async function withBody<T>(
  request: Request,
  maxBytes: number,
  use: (body: Uint8Array) => Promise<T>,
): Promise<T> {
  const isGzip = readEncoding(request.headers.get("content-encoding"));
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  globalThis.colloquyBodyBudget ??= new BodyBudget(Math.max(maxBytes, leastBudgetBytes));
  const budget = globalThis.colloquyBodyBudget;
  const claim = { bytes: 0 };
  try {
    return await use(
      await collect(request, isGzip, maxBytes, (bytes) => budget.take(claim, bytes)),
    );
  } finally {
    budget.release(claim);
  }
}

function readEncoding(header: string | null): boolean {
  const encoding = header?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity" && encoding !== "gzip") {
    throw new ApiError(415, "unsupported_encoding", "Send the body as gzip or not encoded.");
  }
  return encoding === "gzip";
}

async function collect(
  request: Request,
  isGzip: boolean,
  maxBytes: number,
  take: (bytes: number) => Promise<void>,
): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  const keep = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      total += chunk.byteLength;
      if (total > maxBytes) throw tooLarge(maxBytes);
      await take(chunk.byteLength);
      chunks.push(chunk);
    }
  };
  try {
    const received = receive(request.body, maxBytes);
    await (isGzip ? pipeline(received, createGunzip(gunzipOptions), keep) : keep(received));
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw explain(error);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, total);
}

/** The bytes on the wire, as long as they come. */
async function* receive(body: ReadableStream<Uint8Array>, maxBytes: number) {
  const reader = body.getReader();
  const stop = () => reader.cancel().catch(() => {});
  let isSilent = false;
  const read = () => {
    const timer = setTimeout(() => {
      isSilent = true;
      stop();
    }, longestSilenceMs);
    return reader.read().finally(() => clearTimeout(timer));
  };
  let received = 0;
  try {
    for (let next = await read(); !next.done; next = await read()) {
      received += next.value.byteLength;
      if (received > maxBytes) throw tooLarge(maxBytes);
      yield next.value;
    }
    if (isSilent) throw new ApiError(408, "too_slow", "The body took too long to arrive.");
  } finally {
    stop();
  }
}

function explain(error: unknown): ApiError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("Z_"))
    return new ApiError(400, "invalid_gzip", "The body is not valid gzip.");
  return new ApiError(400, "incomplete_body", "The body ended too early.");
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(413, "too_large", `A body may have ${maxBytes} bytes, also when inflated.`);
}
