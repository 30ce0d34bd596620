import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { ApiError } from "./api-error";
import { BodyBudget } from "./body-budget";

declare global {
  // Routes may be bundled apart; the memory is one.
  var colloquyBodyBudget: BodyBudget | undefined;
}

const leastBudgetBytes = 64 * 1024 * 1024;
const slowestBodyMs = 60_000;

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
  let received = 0;
  let total = 0;
  const countReceived = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      received += chunk.byteLength;
      if (received > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  };
  const keep = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      total += chunk.byteLength;
      if (total > maxBytes) throw tooLarge(maxBytes);
      await take(chunk.byteLength);
      chunks.push(chunk);
    }
  };
  const signal = AbortSignal.timeout(slowestBodyMs);
  try {
    if (isGzip) await pipeline(request.body, countReceived, createGunzip(), keep, { signal });
    else await pipeline(request.body, keep, { signal });
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw explain(error);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, total);
}

function explain(error: unknown): ApiError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("Z_"))
    return new ApiError(400, "invalid_gzip", "The body is not valid gzip.");
  if (code === "ABORT_ERR")
    return new ApiError(408, "too_slow", "The body took too long to arrive.");
  return new ApiError(400, "incomplete_body", "The body ended too early.");
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(413, "too_large", `A body may have ${maxBytes} bytes, also when inflated.`);
}
