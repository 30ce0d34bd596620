import { ancestors, type SpanIndex } from "./span-ancestors";
import type { ConversationSpan } from "./turn";
import type { TurnEntry } from "./turn-entry";

/** Leaves out assistant texts that repeat the text just shown, or that an outer agent repeats of
 * an inner one. Entries in order. */
export function dropRepeatedAnswers(entries: readonly TurnEntry[], index: SpanIndex): TurnEntry[] {
  const saidBy = new Map<string, ConversationSpan>();
  let latest: string | null = null;
  return entries.filter(({ step, from: { span } }) => {
    const text =
      step.type === "message" && step.message.role === "assistant" ? step.message.text : "";
    if (text.trim() === "") {
      if (step.type !== "error") latest = null;
      return true;
    }
    const earlier = saidBy.get(text);
    const isRepeated = latest === text || (earlier !== undefined && isOuter(span, earlier, index));
    latest = text;
    saidBy.set(text, earlier ?? span);
    return !isRepeated;
  });
}

/** Whether `outer` belongs to an agent above the one that `inner` belongs to. */
function isOuter(outer: ConversationSpan, inner: ConversationSpan, index: SpanIndex): boolean {
  if (outer.parentSpanId === inner.parentSpanId || outer.traceId !== inner.traceId) return false;
  for (const { spanId } of ancestors(inner, index)) {
    if (spanId === outer.parentSpanId || spanId === outer.spanId) return true;
  }
  return false;
}
