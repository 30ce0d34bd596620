import { decodeProtobuf } from "./decode-protobuf";
import type { Span, SpanWire } from "./span";

// opentelemetry-proto trace_service.proto and trace.proto; field number << 3 | wire type
const RESOURCE_SPANS = (1 << 3) | 2;
const SCOPE_SPANS = (2 << 3) | 2;
const SPANS = (2 << 3) | 2;

/** One span with its resource and scope: an ExportTraceServiceRequest of its own. */
export function joinWire(
  { resource, scope, span }: SpanWire,
  allocate: (bytes: number) => Uint8Array = Buffer.allocUnsafe,
): Uint8Array {
  const inScope = scope.byteLength + headLength(span.byteLength) + span.byteLength;
  const inResource = resource.byteLength + headLength(inScope) + inScope;
  const joined = allocate(headLength(inResource) + inResource);
  let at = writeHead(joined, 0, RESOURCE_SPANS, inResource);
  joined.set(resource, at);
  at = writeHead(joined, at + resource.byteLength, SCOPE_SPANS, inScope);
  joined.set(scope, at);
  at = writeHead(joined, at + scope.byteLength, SPANS, span.byteLength);
  joined.set(span, at);
  return joined;
}

/** What joinWire joined. */
export function readWire(joined: Uint8Array): Span {
  const [span] = decodeProtobuf(joined, true).spans;
  if (!span) throw new Error("The kept bytes hold no span.");
  return span;
}

function headLength(length: number): number {
  let bytes = 2;
  for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1;
  return bytes;
}

/** Tag and length; returns where they end. */
function writeHead(into: Uint8Array, from: number, tag: number, length: number): number {
  into[from] = tag;
  let at = from + 1;
  let rest = length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) into[at++] = (rest % 0x80) | 0x80;
  into[at] = rest;
  return at + 1;
}
