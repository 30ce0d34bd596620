import { decodeProtobuf } from "./decode-protobuf";
import type { Span, SpanWire } from "./span";

// opentelemetry-proto trace_service.proto and trace.proto; field number << 3 | wire type
const RESOURCE_SPANS = (1 << 3) | 2;
const SCOPE_SPANS = (2 << 3) | 2;
const SPANS = (2 << 3) | 2;

/** Spans with their resources and scopes, in order: an ExportTraceServiceRequest of their own. */
export function joinWires(wires: readonly SpanWire[]): Uint8Array {
  const groups = groupByOrigin(wires);
  let size = 0;
  for (const group of groups) size += headLength(group.inResource) + group.inResource;
  const joined = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { resource, scope, spans, inScope, inResource } of groups) {
    at = put(joined, writeHead(joined, at, RESOURCE_SPANS, inResource), resource);
    at = put(joined, writeHead(joined, at, SCOPE_SPANS, inScope), scope);
    for (const span of spans) {
      at = put(joined, writeHead(joined, at, SPANS, span.byteLength), span);
    }
  }
  return joined;
}

/** What joinWires joined. */
export function readWires(joined: Uint8Array): Span[] {
  return decodeProtobuf(joined, true).spans;
}

interface Group {
  resource: Uint8Array;
  scope: Uint8Array;
  spans: Uint8Array[];
  /** Lengths of the ScopeSpans and of the ResourceSpans, in bytes. */
  inScope: number;
  inResource: number;
}

/** Neighbours that share a resource and a scope stand together. */
function groupByOrigin(wires: readonly SpanWire[]): Group[] {
  const groups: Group[] = [];
  let last: Group | null = null;
  for (const { resource, scope, span } of wires) {
    if (last === null || last.resource !== resource || last.scope !== scope) {
      last = { resource, scope, spans: [], inScope: scope.byteLength, inResource: 0 };
      groups.push(last);
    }
    last.spans.push(span);
    last.inScope += headLength(span.byteLength) + span.byteLength;
    last.inResource = resource.byteLength + headLength(last.inScope) + last.inScope;
  }
  return groups;
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

function put(into: Uint8Array, at: number, part: Uint8Array): number {
  into.set(part, at);
  return at + part.byteLength;
}
