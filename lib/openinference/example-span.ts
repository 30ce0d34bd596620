import type { AttributeMap, AttributeValue, Span } from "@/lib/otlp/span";

export type ExampleAttributes = Record<string, AttributeValue>;

/** A span for tests, with the attributes given. */
export function exampleSpan(attributes: ExampleAttributes, rest: Partial<Span> = {}): Span {
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    parentSpanId: null,
    name: "example",
    kind: 1,
    startUnixNano: 1_795_219_621_350_000_000n,
    endUnixNano: 1_795_219_621_478_407_958n,
    statusCode: "UNSET",
    statusMessage: "",
    traceState: "",
    attributes: attributeMap(attributes),
    events: [],
    links: [],
    scopeName: "example",
    scopeVersion: "",
    resource: new Map(),
    ...rest,
  };
}

export function attributeMap(attributes: ExampleAttributes): AttributeMap {
  return new Map(Object.entries(attributes));
}
