import type { ConversationSpan } from "./turn";

interface ChildSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
}

/** Circles and chains of thousands end here. */
const MAX_STEPS = 64;

/** Finds stored spans by trace and id. */
export type SpanIndex<Span extends ChildSpan = ConversationSpan> = ReadonlyMap<string, Span>;

export function indexSpans<Span extends ChildSpan>(spans: readonly Span[]): SpanIndex<Span> {
  return new Map(spans.map((span) => [spanKey(span.traceId, span.spanId), span]));
}

/** The stored spans above a span, nearest first, 64 at most. */
export function* ancestors<Span extends ChildSpan>(
  span: Span,
  index: SpanIndex<Span>,
): Generator<Span> {
  let current: Span | undefined = span;
  for (let step = 0; step < MAX_STEPS && current?.parentSpanId; step++) {
    current = index.get(spanKey(current.traceId, current.parentSpanId));
    if (current) yield current;
  }
}

function spanKey(traceId: string, spanId: string): string {
  return `${traceId}/${spanId}`;
}
