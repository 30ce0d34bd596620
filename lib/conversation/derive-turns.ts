import { assignSpans } from "./assign-spans";
import { buildTurn } from "./build-turn";
import { emptyMemory, TURNS_REMEMBERED, TURNS_TO_A_RESULT } from "./conversation-memory";
import { originalErrors } from "./original-errors";
import { planTurns, type TurnPlan } from "./plan-turns";
import { indexSpans } from "./span-ancestors";
import { type TimedSpan, timedSpan } from "./timed-span";
import type { ConversationSpan, Turn } from "./turn";
import { toTurnCall } from "./turn-call";
import { openLedger } from "./turn-totals";

/** Positions of turns, from 0, the end excluded. */
export interface TurnRange {
  from: number;
  to: number;
}

/** The turns of one session from its spans, in any order, without carriers of evaluations. Turns
 * come by start; every span is in exactly one. */
export function deriveTurns(spans: readonly ConversationSpan[]): Turn[] {
  const traces = byTrace(spans);
  const all = [...traces.values()].flat();
  const firsts = Array.from(traces, ([traceId, trace]) => ({
    traceId,
    start: trace.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY),
  }));
  const plan = planTurns(all.flatMap(toTurnCall), firsts);
  return derive(traces, spans, plan, { from: 0, to: plan.turns.length });
}

/** The same turns, only those of the range. `spans` are those that the turns within reach of the
 * range need (needed-spans). */
export function deriveTurnsWithin(
  spans: readonly ConversationSpan[],
  plan: TurnPlan,
  range: TurnRange,
): Turn[] {
  return derive(byTrace(spans), spans, plan, range);
}

/** What has to be read for the turns of a range: what was said shortly before them is not shown
 * again, and the results of their tools may come with the next turns. */
export function turnsWithinReach({ from, to }: TurnRange, turns: number): TurnRange {
  return {
    from: Math.max(0, from - TURNS_REMEMBERED),
    to: Math.min(turns, to + TURNS_TO_A_RESULT),
  };
}

function derive(
  traces: ReadonlyMap<string, TimedSpan[]>,
  spans: readonly ConversationSpan[],
  plan: TurnPlan,
  range: TurnRange,
): Turn[] {
  const reach = turnsWithinReach(range, plan.turns.length);
  const index = indexSpans(spans);
  const memory = emptyMemory(index, originalErrors(spans, index));
  const ledger = openLedger(traces.values());
  const turns = assignSpans(traces, plan, reach).map((part, at) => {
    memory.turn = reach.from + at;
    return buildTurn(part, memory.turn + 1, ledger, memory);
  });
  const first = plan.turns.findIndex(({ calls }) => calls.length > 0);
  const turn = turns[first - reach.from];
  const call = plan.turns[first]?.calls[0];
  const message = spans.find(
    ({ spanId, traceId }) => spanId === call?.spanId && traceId === call.traceId,
  )?.call;
  if (turn && message) turn.earlierMessages = message.messageCount - message.tail.length;
  return turns.slice(range.from - reach.from, range.to - reach.from);
}

function byTrace(spans: readonly ConversationSpan[]): Map<string, TimedSpan[]> {
  const traces = new Map<string, TimedSpan[]>();
  for (const span of spans) {
    const trace = traces.get(span.traceId);
    if (trace) trace.push(timedSpan(span));
    else traces.set(span.traceId, [timedSpan(span)]);
  }
  return traces;
}
