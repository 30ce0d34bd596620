import { type CallFacts, callFacts } from "./call-facts";
import { compareEnds, type TimedSpan } from "./timed-span";

/** A model call that carries messages, as turns are told apart by. Times in microseconds since
 * 1970; end null: still running. */
export interface TurnCall extends Omit<CallFacts, "isCall"> {
  traceId: string;
  spanId: string;
  start: number;
  end: number | null;
  arrival: number;
}

/** None when the span is no model call that carries messages. */
export function toTurnCall({ span, start, end }: TimedSpan): TurnCall[] {
  const { isCall, ...facts } = callFacts(span);
  const { traceId, spanId, arrival } = span;
  return isCall ? [{ ...facts, traceId, spanId, start, end, arrival }] : [];
}

/** The order of model calls: start, end (running ones last), length of the history, arrival. */
export function compareCalls(a: TurnCall, b: TurnCall): number {
  return (
    a.start - b.start ||
    compareEnds(a, b) ||
    a.messageCount - b.messageCount ||
    a.arrival - b.arrival
  );
}
