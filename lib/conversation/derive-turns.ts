import { assignSpans } from "./assign-spans";
import { buildTurn } from "./build-turn";
import { emptyMemory } from "./conversation-memory";
import { originalErrors } from "./original-errors";
import { indexSpans } from "./span-ancestors";
import { type TimedSpan, timedSpan } from "./timed-span";
import type { ConversationSpan, Turn } from "./turn";
import { openLedger } from "./turn-totals";

/** The turns of one session from its spans, in any order, without carriers of evaluations. Turns
 * come by start; every span is in exactly one. */
export function deriveTurns(spans: readonly ConversationSpan[]): Turn[] {
  const traces = new Map<string, TimedSpan[]>();
  for (const span of spans) {
    const trace = traces.get(span.traceId);
    if (trace) trace.push(timedSpan(span));
    else traces.set(span.traceId, [timedSpan(span)]);
  }
  const index = indexSpans(spans);
  const memory = emptyMemory(index, originalErrors(spans, index));
  const ledger = openLedger(traces.values());
  const parts = assignSpans(traces);
  const turns = parts.map((part, place) => buildTurn(part, place + 1, ledger, memory));
  const first = parts.findIndex(({ calls }) => calls.length > 0);
  const turn = turns[first];
  const call = parts[first]?.calls[0]?.span.call;
  if (turn && call) turn.earlierMessages = call.messageCount - call.tail.length;
  return turns;
}
