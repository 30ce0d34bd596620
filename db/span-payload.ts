import type { AttributeMap, AttributeValue, Span } from "@/lib/otlp/span";

/** The span as received, as JSON text. Attributes stay flat, in order, under their own keys. */
export function writePayload(span: Span, resourceJson: string): string {
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
