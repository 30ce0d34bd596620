import { openTurns } from "./open-turns";
import { compareText } from "./timed-span";
import { compareCalls, type TurnCall } from "./turn-call";

/** What one turn is made of, before anything of it is read. */
export interface PlannedTurn {
  /** When its first span starts, in microseconds since 1970. */
  start: number;
  /** The call that asked; null when none did. */
  question: TurnCall | null;
  /** In order. Empty: a trace without a call, which stands for itself. */
  calls: TurnCall[];
  /** Traces with spans in the turn. */
  traceIds: string[];
}

/** A trace and when its first span starts. */
export interface PlannedTrace {
  traceId: string;
  start: number;
}

export interface TurnPlan {
  /** By start: a turn's number is its position and one. */
  turns: PlannedTurn[];
  /** Position of the turn that a span belongs to; undefined: its trace is not in the session. */
  placeOf(span: { traceId: string; spanId: string; start: number }): number | undefined;
  /** Positions of the first and the last turn that hold spans of the trace. */
  placesOf(traceId: string): { first: number; last: number } | undefined;
}

/** Where the turns of a session begin and end, from its model calls and all its traces. Needs few
 * columns of few spans, so that a page of a conversation can be read by itself. */
export function planTurns(calls: readonly TurnCall[], traces: readonly PlannedTrace[]): TurnPlan {
  const ordered = [...calls].sort(compareCalls);
  const callsOf = new Map<string, TurnCall[]>();
  for (const call of ordered) append(callsOf, call.traceId, call);
  const startOf = new Map(traces.map(({ traceId, start }) => [traceId, start]));

  const turns: PlannedTurn[] = openTurns(ordered).map(({ question, calls: own }) => ({
    start: Math.min(...own.map((call) => firstStart(call, callsOf, startOf))),
    question,
    calls: own,
    traceIds: [...new Set(own.map(({ traceId }) => traceId))],
  }));
  const silent = traces
    .filter(({ traceId }) => !callsOf.has(traceId))
    .sort((a, b) => compareText(a.traceId, b.traceId));
  for (const { traceId, start } of silent) {
    turns.push({ start, question: null, calls: [], traceIds: [traceId] });
  }
  turns.sort((a, b) => a.start - b.start);

  const placeOfCall = new Map<string, number>();
  const placesOf = new Map<string, { first: number; last: number }>();
  for (const [place, turn] of turns.entries()) {
    for (const call of turn.calls) placeOfCall.set(callKey(call), place);
    for (const traceId of turn.traceIds) {
      placesOf.set(traceId, { first: placesOf.get(traceId)?.first ?? place, last: place });
    }
  }
  return {
    turns,
    placeOf(span) {
      const own = callsOf.get(span.traceId);
      if (own === undefined) return placesOf.get(span.traceId)?.first;
      const before = callBefore(own, span.start);
      return placeOfCall.get(callKey(span)) ?? (before && placeOfCall.get(callKey(before)));
    },
    placesOf: (traceId) => placesOf.get(traceId),
  };
}

/** What a trace did before its first call belongs to the turn of that call. */
function firstStart(
  call: TurnCall,
  callsOf: ReadonlyMap<string, TurnCall[]>,
  startOf: ReadonlyMap<string, number>,
): number {
  const isFirst = callsOf.get(call.traceId)?.[0] === call;
  return isFirst ? Math.min(call.start, startOf.get(call.traceId) ?? call.start) : call.start;
}

/** The latest of a trace's calls that started at or before the time, else the first one. */
function callBefore(calls: readonly TurnCall[], start: number): TurnCall | undefined {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return calls[Math.max(low - 1, 0)];
}

function callKey({ traceId, spanId }: { traceId: string; spanId: string }): string {
  return `${traceId}/${spanId}`;
}

function append<K, V>(groups: Map<K, V[]>, key: K, value: V) {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
