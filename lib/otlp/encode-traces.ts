import type { Encoding } from "./decode-traces";
import type { AttributeMap, AttributeValue, Span } from "./span";
import {
  bytesField,
  doubleField,
  fixed64Field,
  messageField,
  textField,
  varintField,
} from "./wire-writer";

const statusCodes = { UNSET: 0, OK: 1, ERROR: 2 } as const;

/** Spans as an exporter sends them, one ResourceSpans for each resource. */
export function encodeTraces(spans: Span[], encoding: Encoding): Buffer {
  const groups = [...new Set(spans.map((span) => span.resource))].map(
    (resource) => [resource, spans.filter((span) => span.resource === resource)] as const,
  );
  if (encoding === "protobuf") {
    return Buffer.concat(groups.map(([resource, group]) => toProtobuf(resource, group)));
  }
  return Buffer.from(
    JSON.stringify({ resourceSpans: groups.map(([resource, group]) => toJson(resource, group)) }),
  );
}

function toProtobuf(resource: AttributeMap, spans: Span[]): Buffer {
  const scopeSpans = spans.map((span) =>
    messageField(
      2,
      messageField(1, textField(1, span.scopeName), textField(2, span.scopeVersion)),
      messageField(2, ...spanFields(span)),
    ),
  );
  return messageField(1, messageField(1, ...attributeFields(1, resource)), ...scopeSpans);
}

function spanFields(span: Span): Buffer[] {
  return [
    bytesField(1, Buffer.from(span.traceId, "hex")),
    bytesField(2, Buffer.from(span.spanId, "hex")),
    textField(3, span.traceState),
    bytesField(4, Buffer.from(span.parentSpanId ?? "", "hex")),
    textField(5, span.name),
    varintField(6, span.kind),
    fixed64Field(7, span.startUnixNano),
    fixed64Field(8, span.endUnixNano ?? 0n),
    ...attributeFields(9, span.attributes),
    ...span.events.map((event) =>
      messageField(
        11,
        fixed64Field(1, event.timeUnixNano),
        textField(2, event.name),
        ...attributeFields(3, event.attributes),
      ),
    ),
    ...span.links.map((link) =>
      messageField(
        13,
        bytesField(1, Buffer.from(link.traceId, "hex")),
        bytesField(2, Buffer.from(link.spanId, "hex")),
        ...attributeFields(4, link.attributes),
      ),
    ),
    messageField(
      15,
      textField(2, span.statusMessage),
      varintField(3, statusCodes[span.statusCode]),
    ),
  ];
}

function attributeFields(field: number, attributes: AttributeMap): Buffer[] {
  return [...attributes].map(([key, value]) =>
    messageField(field, textField(1, key), messageField(2, valueField(value))),
  );
}

function valueField(value: AttributeValue): Buffer {
  if (value === null) return Buffer.alloc(0);
  if (typeof value === "string") return textField(1, value);
  if (typeof value === "boolean") return varintField(2, Number(value));
  if (typeof value === "number") {
    return Number.isInteger(value) ? varintField(3, value) : doubleField(4, value);
  }
  if (value instanceof Map) return messageField(6, ...attributeFields(1, value));
  return messageField(5, ...value.map((item) => messageField(1, valueField(item))));
}

function toJson(resource: AttributeMap, spans: Span[]) {
  return {
    resource: { attributes: attributeList(resource) },
    scopeSpans: spans.map((span) => ({
      scope: { name: span.scopeName, version: span.scopeVersion },
      spans: [
        {
          traceId: span.traceId,
          spanId: span.spanId,
          parentSpanId: span.parentSpanId ?? "",
          traceState: span.traceState,
          name: span.name,
          kind: span.kind,
          startTimeUnixNano: String(span.startUnixNano),
          endTimeUnixNano: String(span.endUnixNano ?? 0n),
          attributes: attributeList(span.attributes),
          events: span.events.map((event) => ({
            name: event.name,
            timeUnixNano: String(event.timeUnixNano),
            attributes: attributeList(event.attributes),
          })),
          links: span.links.map((link) => ({
            traceId: link.traceId,
            spanId: link.spanId,
            attributes: attributeList(link.attributes),
          })),
          status: { code: statusCodes[span.statusCode], message: span.statusMessage },
        },
      ],
    })),
  };
}

function attributeList(attributes: AttributeMap) {
  return [...attributes].map(([key, value]) => ({ key, value: toAnyValue(value) }));
}

function toAnyValue(value: AttributeValue): object {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (value instanceof Map) return { kvlistValue: { values: attributeList(value) } };
  return { arrayValue: { values: value.map(toAnyValue) } };
}
