import { callFacts } from "./call-facts";
import { effectiveRoot } from "./effective-root";
import { openTurns } from "./open-turns";
import { compareCalls, compareStarts, compareText, type TimedSpan } from "./timed-span";

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

/** Every span in its turn, turns by start. */
export function assignSpans(traces: ReadonlyMap<string, TimedSpan[]>): TurnSpans[] {
  const calls = Array.from(traces.values())
    .flat()
    .filter(({ span }) => callFacts(span).isCall)
    .sort(compareCalls);
  const turns: TurnSpans[] = [];
  const turnOf = new Map<TimedSpan, TurnSpans>();
  const callsOf = new Map<string, TimedSpan[]>();
  for (const { question, calls: members } of openTurns(calls)) {
    const turn: TurnSpans = { spans: [], calls: members, question, root: null };
    turns.push(turn);
    for (const call of members) turnOf.set(call, turn);
  }
  for (const call of calls) append(callsOf, call.span.traceId, call);
  for (const [traceId, trace] of traces) {
    const own = callsOf.get(traceId);
    if (own === undefined) continue;
    for (const timed of trace) {
      const place = turnOf.has(timed) ? timed : callBefore(own, timed.start);
      if (place) turnOf.get(place)?.spans.push(timed);
    }
  }
  turns.push(...silentTraces(traces, callsOf));
  for (const turn of turns) turn.spans.sort(compareStarts);
  return turns.sort((a, b) => startOf(a) - startOf(b));
}

/** Traces without a model call that carries messages are turns of their own. */
function silentTraces(
  traces: ReadonlyMap<string, TimedSpan[]>,
  callsOf: ReadonlyMap<string, TimedSpan[]>,
): TurnSpans[] {
  return Array.from(traces)
    .filter(([traceId]) => !callsOf.has(traceId))
    .sort(([a], [b]) => compareText(a, b))
    .map(([, spans]) => ({
      spans: [...spans],
      calls: [],
      question: null,
      root: effectiveRoot(spans) ?? null,
    }));
}

/** The latest of a trace's calls that started at or before the time, else the first one. */
function callBefore(calls: readonly TimedSpan[], start: number): TimedSpan | undefined {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return calls[Math.max(low - 1, 0)];
}

function startOf(turn: TurnSpans): number {
  return turn.spans[0]?.start ?? 0;
}

function append<K, V>(groups: Map<K, V[]>, key: K, value: V) {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
