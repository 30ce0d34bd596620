import { effectiveRoot } from "./effective-root";
import type { TurnPlan } from "./plan-turns";
import { compareStarts, type TimedSpan } from "./timed-span";
import type { TurnCall } from "./turn-call";

/** The spans of one turn. */
export interface TurnSpans {
  /** By start. Every span of the session is in one turn only. */
  spans: TimedSpan[];
  /** The model calls that carry messages, in order; none: a trace that stands for itself. */
  calls: TimedSpan[];
  /** The call that asked; null when none did. */
  question: TimedSpan | null;
  /** Set when there are no calls: the span whose input and output are shown. */
  root: TimedSpan | null;
}

/** The spans of the turns at [from, to) of the plan. `traces`: at least all spans of theirs. */
export function assignSpans(
  traces: ReadonlyMap<string, TimedSpan[]>,
  plan: TurnPlan,
  { from, to }: { from: number; to: number },
): TurnSpans[] {
  const members = plan.turns.slice(from, to).map((): TimedSpan[] => []);
  for (const trace of traces.values()) {
    for (const timed of trace) {
      const { traceId, spanId } = timed.span;
      const place = plan.placeOf({ traceId, spanId, start: timed.start });
      if (place !== undefined) members[place - from]?.push(timed);
    }
  }
  return members.map((spans, at): TurnSpans => {
    spans.sort(compareStarts);
    const planned = plan.turns[from + at];
    const bySpan = new Map(spans.map((timed) => [keyOf(timed.span), timed]));
    const timedOf = (call: TurnCall) => bySpan.get(keyOf(call)) ?? [];
    const calls = planned?.calls.flatMap(timedOf) ?? [];
    const [question = null] = planned?.question ? [timedOf(planned.question)].flat() : [];
    const root = planned?.calls.length === 0 ? (effectiveRoot(spans) ?? null) : null;
    return { spans, calls, question, root };
  });
}

function keyOf({ traceId, spanId }: { traceId: string; spanId: string }): string {
  return `${traceId}/${spanId}`;
}
