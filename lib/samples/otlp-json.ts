/** OTLP/JSON as exporters send it (opentelemetry-proto 1.x, JSON mapping): the part that samples use. */
export type AnyValueJson =
  | { stringValue: string }
  | { intValue: number }
  | { doubleValue: number }
  | { boolValue: boolean }
  | { arrayValue: { values: AnyValueJson[] } };

export interface KeyValueJson {
  key: string;
  value: AnyValueJson;
}

export interface SpanJson {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: KeyValueJson[];
  events: { name: string; timeUnixNano: string; attributes: KeyValueJson[] }[];
  links: { traceId: string; spanId: string; attributes: KeyValueJson[] }[];
  status: { code: number; message?: string };
}

export interface ScopeSpansJson {
  scope: { name: string; version?: string };
  spans: SpanJson[];
}

export interface ResourceSpansJson {
  resource: { attributes: KeyValueJson[] };
  scopeSpans: ScopeSpansJson[];
}

export interface ExportRequestJson {
  resourceSpans: ResourceSpansJson[];
}

export type AttributeInput = string | number | boolean | string[];

/** In the order given; undefined values are left out. */
export function toKeyValues(
  attributes: Record<string, AttributeInput | undefined>,
): KeyValueJson[] {
  const list: KeyValueJson[] = [];
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) list.push({ key, value: toAnyValue(value) });
  }
  return list;
}

function toAnyValue(value: AttributeInput): AnyValueJson {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toAnyValue) } };
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: value } : { doubleValue: value };
}

/** Milliseconds since 1970, fractions kept to the microsecond. */
export function unixNano(ms: number): string {
  const whole = Math.floor(ms);
  return String(BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1000)) * 1000n);
}
