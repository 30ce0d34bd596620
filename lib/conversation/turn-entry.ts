import type { TimedSpan } from "./timed-span";
import type { TurnStep } from "./turn";

/** A step with its place in the turn: microseconds; entries of one time keep their order. */
export interface TurnEntry {
  place: number;
  step: TurnStep;
  from: TimedSpan;
}

/** Before whatever the turn's spans did, even those that started before the model was called. */
export const AT_ONCE = Number.NEGATIVE_INFINITY;

export function compareEntries(a: TurnEntry, b: TurnEntry): number {
  return a.place === b.place ? 0 : a.place - b.place;
}

export function endOf({ start, end }: TimedSpan): number {
  return end ?? start;
}

export function endIso({ span }: TimedSpan): string {
  return span.endedAt !== null && span.endedAt > span.startedAt ? span.endedAt : span.startedAt;
}
