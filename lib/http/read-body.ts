import { ApiError } from "./api-error";
import { BodyBudget } from "./body-budget";
import { gunzip, inflatedBytes } from "./gunzip";

declare global {
  // Routes may be bundled apart; the memory is one.
  var colloquyBodyBudget: BodyBudget | undefined;
}

const leastBudgetBytes = 64 * 1024 * 1024;
const longestSilenceMs = 30_000;

/** A body as it was sent. */
export interface Received {
  bytes: Uint8Array;
  isGzip: boolean;
}

/** withReceived() and withInflated() in one. */
export function withBody<T>(
  request: Request,
  maxBytes: number,
  use: (body: Uint8Array) => Promise<T>,
): Promise<T> {
  return withReceived(request, maxBytes, (received) => withInflated(received, maxBytes, use));
}

/**
 * Hands the request's body to `use`; its memory counts as taken until that is done. Throws
 * ApiErrors: 413 beyond `maxBytes`, 415 for any encoding but gzip, 400 for a client that left, 408
 * for one too slow, 503 when too many bodies are being read.
 */
export async function withReceived<T>(
  request: Request,
  maxBytes: number,
  use: (received: Received) => Promise<T>,
): Promise<T> {
  const isGzip = readEncoding(request.headers.get("content-encoding"));
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  return withClaim(maxBytes, async (take) =>
    use({ bytes: await collect(request, maxBytes, take), isGzip }),
  );
}

/** The same for what was received, inflated if it is gzip: 413 beyond `maxBytes`, 400 for bad gzip,
 * 503. */
export async function withInflated<T>(
  { bytes, isGzip }: Received,
  maxBytes: number,
  use: (body: Uint8Array) => Promise<T>,
): Promise<T> {
  if (!isGzip) return use(bytes);
  return withClaim(maxBytes, async (take) => use(await inflate(bytes, maxBytes, take)));
}

type Take = (bytes: number) => Promise<void>;

async function withClaim<T>(maxBytes: number, work: (take: Take) => Promise<T>): Promise<T> {
  globalThis.colloquyBodyBudget ??= new BodyBudget(Math.max(maxBytes, leastBudgetBytes));
  const budget = globalThis.colloquyBodyBudget;
  const claim = { bytes: 0 };
  try {
    return await work((bytes) => budget.take(claim, bytes));
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

async function collect(request: Request, maxBytes: number, take: Take): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of receive(request.body)) {
      total += chunk.byteLength;
      if (total > maxBytes) throw tooLarge(maxBytes);
      await take(chunk.byteLength);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(400, "incomplete_body", "The body ended too early.");
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, total);
}

async function inflate(bytes: Uint8Array, maxBytes: number, take: Take): Promise<Uint8Array> {
  const said = inflatedBytes(bytes, maxBytes);
  await take(said);
  let inflated = gunzip(bytes, said);
  if (!inflated && said < maxBytes) {
    // More than its end says: several gzip members, or a bomb.
    await take(maxBytes - said);
    inflated = gunzip(bytes, maxBytes);
  }
  if (!inflated) throw tooLarge(maxBytes);
  return inflated;
}

/** The bytes on the wire, as long as they come. */
async function* receive(body: ReadableStream<Uint8Array>) {
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
  try {
    for (let next = await read(); !next.done; next = await read()) yield next.value;
    if (isSilent) throw new ApiError(408, "too_slow", "The body took too long to arrive.");
  } finally {
    stop();
  }
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(413, "too_large", `A body may have ${maxBytes} bytes, also when inflated.`);
}
