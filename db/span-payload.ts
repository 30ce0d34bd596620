import { createHash } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { AttributeMap, AttributeValue, Span, SpanWire } from "@/lib/otlp/span";
import { joinWires, readWires } from "@/lib/otlp/span-wire";
import type { StoredSpan } from "@/lib/trace/stored-span";

/** The first byte of what is stored: how the rest is written. */
const formats = { json: 0, jsonBrotli: 1, protobuf: 2, protobufBrotli: 3 } as const;
const leastPackedBytes = 400;
/** The weakest: stronger ones take longer than what they save is worth. */
const brotli = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 0,
    [constants.BROTLI_PARAM_LGWIN]: 18,
  },
};

/** The span as received: protobuf as it came, else its JSON as UTF-8. */
export type Payload = SpanWire | Buffer;

export function toPayload(span: Span, resourceJson: () => string): Payload {
  return span.wire ?? Buffer.from(writePayload(span, resourceJson()));
}

/** Without what it shares with others of its request. */
export function payloadBytes(payload: Payload): number {
  return Buffer.isBuffer(payload) ? payload.byteLength : payload.span.byteLength;
}

/** Names the content, to tell a resend by: 64 bits, signed. */
export function payloadHash(payload: Payload): bigint {
  const hash = createHash("sha256");
  if (Buffer.isBuffer(payload)) hash.update(payload);
  else hash.update(payload.resource).update(payload.scope).update(payload.span);
  return hash.digest().readBigInt64BE();
}

/** As stored: payloads of one request, which came in one encoding. Protobuf is an
 * ExportTraceServiceRequest, JSON an array. */
export function packPayloads(payloads: readonly Payload[]): Uint8Array[] {
  const jsons = payloads.filter((payload) => Buffer.isBuffer(payload));
  const isProtobuf = jsons.length === 0;
  const bytes = isProtobuf ? joinWires(payloads.filter(isWire)) : joinJson(jsons);
  if (bytes.byteLength < leastPackedBytes) {
    return [Uint8Array.of(isProtobuf ? formats.protobuf : formats.json), bytes];
  }
  const format = isProtobuf ? formats.protobufBrotli : formats.jsonBrotli;
  return [Uint8Array.of(format), brotliCompressSync(bytes, brotli)];
}

function isWire(payload: Payload): payload is SpanWire {
  return !Buffer.isBuffer(payload);
}

const opening = Buffer.from("[");
const comma = Buffer.from(",");
const closing = Buffer.from("]");

function joinJson(jsons: Buffer[]): Buffer {
  const items = jsons.flatMap((json, index) => (index === 0 ? [opening, json] : [comma, json]));
  return Buffer.concat([...items, closing]);
}

/** What a payload says beyond the columns of its span. */
export type Received = Pick<
  StoredSpan,
  | "attributes"
  | "events"
  | "links"
  | "resource"
  | "scope"
  | "statusCode"
  | "statusMessage"
  | "traceState"
>;

/** Reads what packPayloads packed by place, from 0; attributes flat, in order, under their own keys. */
export function unpackPayloads(stored: Uint8Array): (place: number) => Received {
  const [format] = stored;
  const rest = stored.subarray(1);
  const isPacked = format === formats.jsonBrotli || format === formats.protobufBrotli;
  const bytes = isPacked ? brotliDecompressSync(rest) : rest;
  if (format === formats.json || format === formats.jsonBrotli) {
    const list = parseList(utf8.decode(bytes));
    return (place) => at(list, place);
  }
  const spans = readWires(bytes);
  return (place) => {
    const span = at(spans, place);
    return parsePayload(writePayload(span, writeMap(span.resource)));
  };
}

function at<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new Error("A stored payload lacks a span.");
  return item;
}

/** Payloads are JSON that writePayload writes, so their shape is known. One from before stands alone. */
function parseList(json: string): Received[] {
  const parsed: Received | Received[] = JSON.parse(json);
  return Array.isArray(parsed) ? parsed : [parsed];
}

function parsePayload(json: string): Received {
  return JSON.parse(json);
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
