import { ancestors, type SpanIndex } from "./span-ancestors";
import type { ConversationSpan } from "./turn";

/** The spans in error, without those that only pass on the error of a span below them. */
export function originalErrors(
  spans: readonly ConversationSpan[],
  index: SpanIndex,
): Set<ConversationSpan> {
  const failed = spans.filter(({ error }) => error !== null);
  const original = new Set(failed);
  for (const span of failed) {
    for (const above of ancestors(span, index)) {
      if (above === span || !passesOn(above.error, span.error)) continue;
      original.delete(above);
      // It looks further up by itself, unless it has no message to compare.
      if (above.error !== "") break;
    }
  }
  return original;
}

/** Wrappers repeat the message with more or less around it, or without any. */
function passesOn(above: string | null, below: string | null): boolean {
  if (above === null || below === null) return false;
  return below.includes(above) || (below !== "" && above.includes(below));
}
