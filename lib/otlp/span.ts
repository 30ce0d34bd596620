/** A value of an OTLP `AnyValue`, reduced to what JSON can say: bytes are base64, 64-bit integers
 * beyond ±2^53 and non-finite doubles are strings. */
export type AttributeValue = string | number | boolean | null | AttributeValue[] | AttributeMap;

/** Attributes as received: flat keys in order. A Map, so that no key ever becomes structure. */
export type AttributeMap = Map<string, AttributeValue>;

export interface SpanEvent {
  name: string;
  timeUnixNano: bigint;
  attributes: AttributeMap;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  attributes: AttributeMap;
}

export type StatusCode = "UNSET" | "OK" | "ERROR";

/** The protobuf that a span came as. */
export interface SpanWire {
  /** The fields `resource` of its ResourceSpans, with their tags. */
  resource: Uint8Array;
  /** The fields `scope` of its ScopeSpans, with their tags. */
  scope: Uint8Array;
  /** The Span message. */
  span: Uint8Array;
}

/** One span as received over OTLP (opentelemetry-proto 1.x, trace.proto), repaired: strings hold
 * no NUL and no lone surrogate. */
export interface Span {
  /** 32 lower-case hex digits. */
  traceId: string;
  /** 16 lower-case hex digits. */
  spanId: string;
  parentSpanId: string | null;
  name: string;
  /** OTLP SpanKind, 0 to 5. */
  kind: number;
  startUnixNano: bigint;
  /** null: still running (0 on the wire). Never before the start. */
  endUnixNano: bigint | null;
  statusCode: StatusCode;
  statusMessage: string;
  traceState: string;
  attributes: AttributeMap;
  events: SpanEvent[];
  links: SpanLink[];
  scopeName: string;
  scopeVersion: string;
  /** Shared by all spans of one ResourceSpans. */
  resource: AttributeMap;
  /** Views of the request's body. Absent when it came as something else. */
  wire?: SpanWire;
}
