import type { ConversationSpan } from "./turn";

/** Circles and chains of thousands end here. */
const MAX_STEPS = 64;

/** Finds stored spans by trace and id. */
export type SpanIndex = ReadonlyMap<string, ConversationSpan>;

export function indexSpans(spans: readonly ConversationSpan[]): SpanIndex {
  return new Map(spans.map((span) => [spanKey(span.traceId, span.spanId), span]));
}

/** The stored spans above a span, nearest first, 64 at most. */
export function* ancestors(span: ConversationSpan, index: SpanIndex): Generator<ConversationSpan> {
  let current: ConversationSpan | undefined = span;
  for (let step = 0; step < MAX_STEPS && current?.parentSpanId; step++) {
    current = index.get(spanKey(current.traceId, current.parentSpanId));
    if (current) yield current;
  }
}

function spanKey(traceId: string, spanId: string): string {
  return `${traceId}/${spanId}`;
}
