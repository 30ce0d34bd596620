import { type JsonObject, type JsonValues, toList, toNano, toObject } from "./json-value";
import type { AttributeMap, SpanEvent, SpanLink } from "./span";
import type { SpanDraft } from "./span-intake";

// opentelemetry-proto trace.proto
const spanKinds = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const statusCodes = ["UNSET", "OK", "ERROR"];

export interface JsonOrigin {
  resource: AttributeMap;
  scope: { name: string; version: string };
}

/** Throws a SpanFault for what has the wrong type, is no time, or nests too deep. */
export function readJsonSpan(
  span: JsonObject,
  values: JsonValues,
  { resource, scope }: JsonOrigin,
): SpanDraft {
  const status = toObject(span.status ?? {});
  return {
    traceId: values.text(span.traceId),
    spanId: values.text(span.spanId),
    parentSpanId: values.text(span.parentSpanId),
    name: values.text(span.name),
    kind: toEnum(span.kind, "SPAN_KIND_", spanKinds),
    startUnixNano: toNano(span.startTimeUnixNano),
    endUnixNano: toNano(span.endTimeUnixNano),
    statusCode: toEnum(status.code, "STATUS_CODE_", statusCodes),
    statusMessage: values.text(status.message),
    traceState: values.text(span.traceState),
    attributes: values.attributes(span.attributes),
    events: toList(span.events).map((event) => readEvent(toObject(event), values)),
    links: toList(span.links).map((link) => readLink(toObject(link), values)),
    scopeName: scope.name,
    scopeVersion: scope.version,
    resource,
  };
}

/** Integers as OTLP says, names as protobuf's own JSON writes them; 0 for what is neither. */
function toEnum(value: unknown, prefix: string, names: string[]): number {
  if (typeof value === "number") return Number.isInteger(value) ? value : 0;
  if (typeof value !== "string") return 0;
  if (/^\d$/.test(value)) return Number(value);
  return value.startsWith(prefix) ? Math.max(0, names.indexOf(value.slice(prefix.length))) : 0;
}

function readEvent(event: JsonObject, values: JsonValues): SpanEvent {
  return {
    name: values.text(event.name),
    timeUnixNano: toNano(event.timeUnixNano),
    attributes: values.attributes(event.attributes),
  };
}

function readLink(link: JsonObject, values: JsonValues): SpanLink {
  return {
    traceId: values.text(link.traceId),
    spanId: values.text(link.spanId),
    attributes: values.attributes(link.attributes),
  };
}
