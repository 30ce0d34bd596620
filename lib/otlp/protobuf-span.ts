import { readAttribute } from "./protobuf-attributes";
import type { AttributeMap, SpanEvent, SpanLink } from "./span";
import type { SpanDraft } from "./span-intake";
import type { WireReader } from "./wire-reader";

// opentelemetry-proto trace.proto; field number << 3 | wire type
const SPAN = {
  traceId: (1 << 3) | 2,
  spanId: (2 << 3) | 2,
  traceState: (3 << 3) | 2,
  parentSpanId: (4 << 3) | 2,
  name: (5 << 3) | 2,
  kind: 6 << 3,
  start: (7 << 3) | 1,
  end: (8 << 3) | 1,
  attributes: (9 << 3) | 2,
  events: (11 << 3) | 2,
  links: (13 << 3) | 2,
  status: (15 << 3) | 2,
} as const;
const EVENT = { time: (1 << 3) | 1, name: (2 << 3) | 2, attributes: (3 << 3) | 2 } as const;
const LINK = { traceId: (1 << 3) | 2, spanId: (2 << 3) | 2, attributes: (4 << 3) | 2 } as const;
const STATUS = { message: (2 << 3) | 2, code: 3 << 3 } as const;

/** Throws a SpanFault when an attribute nests too deep. */
export function readSpan(
  reader: WireReader,
  end: number,
  scope: { name: string; version: string },
  resource: AttributeMap,
): SpanDraft {
  const span: SpanDraft = {
    traceId: "",
    spanId: "",
    parentSpanId: "",
    name: "",
    kind: 0,
    startUnixNano: 0n,
    endUnixNano: 0n,
    statusCode: 0,
    statusMessage: "",
    traceState: "",
    attributes: new Map(),
    events: [],
    links: [],
    scopeName: scope.name,
    scopeVersion: scope.version,
    resource,
  };
  while (reader.position < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case SPAN.attributes:
        readAttribute(reader, reader.part(end), span.attributes);
        break;
      case SPAN.traceId:
        span.traceId = reader.hex(reader.length(end));
        break;
      case SPAN.spanId:
        span.spanId = reader.hex(reader.length(end));
        break;
      case SPAN.traceState:
        span.traceState = reader.text(reader.length(end));
        break;
      case SPAN.parentSpanId:
        span.parentSpanId = reader.hex(reader.length(end));
        break;
      case SPAN.name:
        span.name = reader.key(reader.length(end));
        break;
      case SPAN.kind:
        span.kind = Number(reader.int64(end));
        break;
      case SPAN.start:
        span.startUnixNano = reader.fixed64(end);
        break;
      case SPAN.end:
        span.endUnixNano = reader.fixed64(end);
        break;
      case SPAN.events:
        span.events.push(readEvent(reader, reader.part(end, 4)));
        break;
      case SPAN.links:
        span.links.push(readLink(reader, reader.part(end, 4)));
        break;
      case SPAN.status:
        readStatus(reader, reader.length(end), span);
        break;
      default:
        reader.skip(tag, end);
    }
  }
  return span;
}

function readEvent(reader: WireReader, end: number): SpanEvent {
  const event: SpanEvent = { name: "", timeUnixNano: 0n, attributes: new Map() };
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag === EVENT.time) event.timeUnixNano = reader.fixed64(end);
    else if (tag === EVENT.name) event.name = reader.key(reader.length(end));
    else if (tag === EVENT.attributes) readAttribute(reader, reader.part(end), event.attributes);
    else reader.skip(tag, end);
  }
  return event;
}

function readLink(reader: WireReader, end: number): SpanLink {
  const link: SpanLink = { traceId: "", spanId: "", attributes: new Map() };
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag === LINK.traceId) link.traceId = reader.hex(reader.length(end));
    else if (tag === LINK.spanId) link.spanId = reader.hex(reader.length(end));
    else if (tag === LINK.attributes) readAttribute(reader, reader.part(end), link.attributes);
    else reader.skip(tag, end);
  }
  return link;
}

function readStatus(reader: WireReader, end: number, span: SpanDraft) {
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag === STATUS.message) span.statusMessage = reader.text(reader.length(end));
    else if (tag === STATUS.code) span.statusCode = Number(reader.int64(end));
    else reader.skip(tag, end);
  }
}
