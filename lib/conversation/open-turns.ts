import { callFacts } from "./call-facts";
import type { TimedSpan } from "./timed-span";

/** The model calls of one turn, in order. */
export interface CallTurn {
  /** The call whose question opened the turn; null when it was opened by a call without one. */
  question: TimedSpan | null;
  calls: TimedSpan[];
}

interface Asked {
  traceIds: Set<string>;
  /** Place of the latest candidate with this question. */
  place: number;
}

/** Cuts ordered model calls into turns. A question opens one unless it was asked before and this
 * is the same asking: in the same trace, within a history that counts its questions, or again
 * because nothing was answered since. The database counts turns by the same rule. */
export function openTurns(calls: readonly TimedSpan[]): CallTurn[] {
  const turns: CallTurn[] = [];
  const asked = new Map<string, Asked>();
  let lastAnswer = -1;
  for (const [place, timed] of calls.entries()) {
    const facts = callFacts(timed.span);
    const key = facts.isCandidate ? facts.questionKey : null;
    const known = key === null ? undefined : asked.get(key);
    const repeats =
      known !== undefined &&
      (facts.hasHistory || known.traceIds.has(timed.span.traceId) || lastAnswer < known.place);
    const open = turns.at(-1);
    if (open !== undefined && (repeats || !facts.isCandidate)) open.calls.push(timed);
    else turns.push({ question: facts.isCandidate ? timed : null, calls: [timed] });
    if (key !== null) {
      const traceIds = known?.traceIds ?? new Set<string>();
      asked.set(key, { traceIds: traceIds.add(timed.span.traceId), place });
    }
    if (facts.hasAnswer) lastAnswer = place;
  }
  return turns;
}
