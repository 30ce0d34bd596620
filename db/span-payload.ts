import { createHash } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { AttributeMap, AttributeValue, Span } from "@/lib/otlp/span";
import { joinWire, readWire } from "@/lib/otlp/span-wire";

/** The first byte of what is stored: how the rest is written. */
const formats = { json: 0, jsonBrotli: 1, protobuf: 2, protobufBrotli: 3 } as const;
const leastPackedBytes = 400;
/** The weakest: stronger ones take longer than what they save is worth. */
const brotli = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 0,
    [constants.BROTLI_PARAM_LGWIN]: 16,
  },
};

/** The span as received: protobuf as it came, else JSON. */
export interface Payload {
  bytes: Uint8Array;
  isProtobuf: boolean;
}

export function toPayload(
  span: Span,
  resourceJson: () => string,
  allocate: (bytes: number) => Uint8Array,
): Payload {
  return span.wire
    ? { bytes: joinWire(span.wire, allocate), isProtobuf: true }
    : { bytes: Buffer.from(writePayload(span, resourceJson())), isProtobuf: false };
}

/** Names the content, to tell a resend by: 64 bits, signed. */
export function payloadHash({ bytes }: Payload): bigint {
  return createHash("sha256").update(bytes).digest().readBigInt64BE();
}

/** As stored. */
export function packPayload({ bytes, isProtobuf }: Payload): Uint8Array[] {
  if (bytes.byteLength < leastPackedBytes) {
    return [Uint8Array.of(isProtobuf ? formats.protobuf : formats.json), bytes];
  }
  const format = isProtobuf ? formats.protobufBrotli : formats.jsonBrotli;
  return [Uint8Array.of(format), brotliCompressSync(bytes, brotli)];
}

/** What packPayload packed, as JSON: attributes flat, in order, under their own keys. */
export function unpackPayload(stored: Uint8Array): string {
  const [format] = stored;
  const rest = stored.subarray(1);
  const isPacked = format === formats.jsonBrotli || format === formats.protobufBrotli;
  const bytes = isPacked ? brotliDecompressSync(rest) : rest;
  if (format === formats.json || format === formats.jsonBrotli) return utf8.decode(bytes);
  const span = readWire(bytes);
  return writePayload(span, writeMap(span.resource));
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function writePayload(span: Span, resourceJson: string): string {
  const events = span.events.map(
    (event) =>
      `{"name":${JSON.stringify(event.name)},"timeUnixNano":"${event.timeUnixNano}","attributes":${writeMap(event.attributes)}}`,
  );
  const links = span.links.map(
    (link) =>
      `{"traceId":"${link.traceId}","spanId":"${link.spanId}","attributes":${writeMap(link.attributes)}}`,
  );
  const head = JSON.stringify({
    name: span.name,
    kind: span.kind,
    parentSpanId: span.parentSpanId,
    startUnixNano: String(span.startUnixNano),
    endUnixNano: span.endUnixNano === null ? null : String(span.endUnixNano),
    statusCode: span.statusCode,
    statusMessage: span.statusMessage,
    traceState: span.traceState,
    scope: { name: span.scopeName, version: span.scopeVersion },
  }).slice(0, -1);
  return `${head},"attributes":${writeMap(span.attributes)},"events":[${events}],"links":[${links}],"resource":${resourceJson}}`;
}

/** A Map, however deep the decoder lets it be, as a JSON object; no key becomes structure. */
export function writeMap(map: AttributeMap): string {
  let json = "";
  for (const [key, value] of map) {
    json += `${json === "" ? "" : ","}${JSON.stringify(key)}:${writeValue(value)}`;
  }
  return `{${json}}`;
}

function writeValue(value: AttributeValue): string {
  if (Array.isArray(value)) return `[${value.map(writeValue).join(",")}]`;
  return value instanceof Map ? writeMap(value) : JSON.stringify(value);
}
