import type { TurnCall } from "./turn-call";

/** The model calls of one turn, in order. */
export interface CallTurn<Call extends TurnCall> {
  /** The call whose question opened the turn; null when it was opened by a call without one. */
  question: Call | null;
  calls: Call[];
}

interface Asked {
  traceIds: Set<string>;
  /** Place of the latest candidate with this question. */
  place: number;
}

/** Cuts ordered model calls into turns. A question opens one unless it was asked before and this
 * is the same asking: in the same trace, within a history that counts its questions, or again
 * because nothing was answered since. The database counts turns by the same rule. */
export function openTurns<Call extends TurnCall>(calls: readonly Call[]): CallTurn<Call>[] {
  const turns: CallTurn<Call>[] = [];
  const asked = new Map<string, Asked>();
  let lastAnswer = -1;
  for (const [place, call] of calls.entries()) {
    const key = call.isCandidate ? call.questionKey : null;
    const known = key === null ? undefined : asked.get(key);
    const repeats =
      known !== undefined &&
      (call.hasHistory || known.traceIds.has(call.traceId) || lastAnswer < known.place);
    const open = turns.at(-1);
    if (open !== undefined && (repeats || !call.isCandidate)) open.calls.push(call);
    else turns.push({ question: call.isCandidate ? call : null, calls: [call] });
    if (key !== null) {
      const traceIds = known?.traceIds ?? new Set<string>();
      asked.set(key, { traceIds: traceIds.add(call.traceId), place });
    }
    if (call.hasAnswer) lastAnswer = place;
  }
  return turns;
}
