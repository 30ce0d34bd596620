import { MalformedBody } from "./body-errors";
import type { DecodedTraces } from "./decoded";
import { readAttribute } from "./protobuf-attributes";
import { readSpan } from "./protobuf-span";
import type { AttributeMap } from "./span";
import { SpanFault } from "./span-fault";
import { type Rejection, SpanIntake } from "./span-intake";
import { WireReader } from "./wire-reader";

// opentelemetry-proto trace_service.proto, trace.proto, resource.proto, common.proto;
// field number << 3 | wire type
const REQUEST = { resourceSpans: (1 << 3) | 2 } as const;
const RESOURCE_SPANS = { resource: (1 << 3) | 2, scopeSpans: (2 << 3) | 2 } as const;
const RESOURCE = { attributes: (1 << 3) | 2 } as const;
const SCOPE_SPANS = { scope: (1 << 3) | 2, spans: (2 << 3) | 2 } as const;
const SCOPE = { name: (1 << 3) | 2, version: (2 << 3) | 2 } as const;

/** Throws MalformedBody and TooManyParts; the latter not when `isKept`: what was taken once. */
export function decodeProtobuf(body: Uint8Array, isKept = false): DecodedTraces {
  const reader = new WireReader(body, isKept);
  const intake = new SpanIntake();
  let isKnown = body.byteLength === 0;
  while (reader.position < reader.end) {
    const tag = reader.tag(reader.end);
    if (tag === REQUEST.resourceSpans) {
      isKnown = true;
      readResourceSpans(reader, reader.part(reader.end), intake);
    } else reader.skip(tag, reader.end);
  }
  // Bytes that only happen to be protobuf, such as a short text.
  if (!isKnown) throw new MalformedBody("The body holds no resource spans.");
  return intake.result();
}

function readResourceSpans(reader: WireReader, end: number, intake: SpanIntake) {
  const start = reader.position;
  const resource: AttributeMap = new Map();
  const { fault, wire } = readResource(reader, end, resource);
  reader.position = start;
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag === RESOURCE_SPANS.scopeSpans) {
      readScopeSpans(reader, reader.length(end), { resource, wire, fault, intake });
    } else reader.skip(tag, end);
  }
}

/** The resource may stand behind the spans that it belongs to: a first pass finds it, and counts. */
function readResource(reader: WireReader, end: number, into: AttributeMap) {
  const parts: Uint8Array[] = [];
  let fault: Rejection | null = null;
  while (reader.position < end) {
    const start = reader.position;
    const tag = reader.tag(end);
    if (tag === RESOURCE_SPANS.scopeSpans) {
      reader.position = reader.part(end);
      continue;
    }
    if (tag !== RESOURCE_SPANS.resource) {
      reader.skip(tag, end);
      continue;
    }
    const resourceEnd = reader.length(end);
    try {
      while (reader.position < resourceEnd) {
        const field = reader.tag(resourceEnd);
        if (field === RESOURCE.attributes) readAttribute(reader, reader.part(resourceEnd), into);
        else reader.skip(field, resourceEnd);
      }
    } catch (error) {
      if (!(error instanceof SpanFault)) throw error;
      fault ??= error.rejection;
      reader.position = resourceEnd;
    }
    parts.push(reader.bytesBetween(start, resourceEnd));
  }
  return { fault, wire: joinParts(parts) };
}

/** A message comes in one part, unless somebody merged two. */
function joinParts(parts: Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only ? only : Buffer.concat(parts);
}

interface Origin {
  resource: AttributeMap;
  wire: Uint8Array;
  /** What is wrong with the resource, and so with each of its spans. */
  fault: Rejection | null;
  intake: SpanIntake;
}

function readScopeSpans(reader: WireReader, end: number, origin: Origin) {
  const { resource, fault, intake } = origin;
  const start = reader.position;
  const { scope, wire } = readScope(reader, end, intake);
  reader.position = start;
  while (reader.position < end) {
    const tag = reader.tag(end);
    if (tag !== SCOPE_SPANS.spans) {
      reader.skip(tag, end);
      continue;
    }
    const spanEnd = reader.length(end);
    const span = reader.bytesBetween(reader.position, spanEnd);
    try {
      const draft = readSpan(reader, spanEnd, scope, resource);
      draft.wire = { resource: origin.wire, scope: wire, span };
      if (fault) intake.reject(fault);
      else intake.take(draft);
    } catch (error) {
      if (!(error instanceof SpanFault)) throw error;
      intake.reject(fault ?? error.rejection);
      reader.position = spanEnd;
    }
  }
}

/** A first pass, likewise. */
function readScope(reader: WireReader, end: number, intake: SpanIntake) {
  const scope = { name: "", version: "" };
  const parts: Uint8Array[] = [];
  while (reader.position < end) {
    const start = reader.position;
    const tag = reader.tag(end);
    if (tag === SCOPE_SPANS.spans) {
      intake.expect();
      reader.position = reader.part(end);
      continue;
    }
    if (tag !== SCOPE_SPANS.scope) {
      reader.skip(tag, end);
      continue;
    }
    const scopeEnd = reader.length(end);
    while (reader.position < scopeEnd) {
      const field = reader.tag(scopeEnd);
      if (field === SCOPE.name) scope.name = reader.text(reader.length(scopeEnd));
      else if (field === SCOPE.version) scope.version = reader.text(reader.length(scopeEnd));
      else reader.skip(field, scopeEnd);
    }
    parts.push(reader.bytesBetween(start, scopeEnd));
  }
  return { scope, wire: joinParts(parts) };
}
