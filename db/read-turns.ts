import {
  deriveTurnsWithin,
  type TurnRange,
  turnsWithinReach,
} from "@/lib/conversation/derive-turns";
import { neededSpans } from "@/lib/conversation/needed-spans";
import type { Turn } from "@/lib/conversation/turn";
import { type PlacedSkeleton, readSkeletons, readSpansAt } from "./conversation-spans";
import type { PlannedSession } from "./plan-session";

export interface ReadTurns {
  turns: Turn[];
  /** The longest texts were cut, and say so. */
  isCut: boolean;
}

/** The turns at these positions, for a reader who sees some of them at a time: with the longest
 * texts cut. */
export function readTurns(session: PlannedSession, range: TurnRange): Promise<ReadTurns> {
  return readRange(session, range, new Map(), false);
}

/** The turns of a range, whole, some at a time, so that a conversation of any length keeps neither
 * much memory nor the process for long. */
export async function* streamTurns(
  session: PlannedSession,
  range: TurnRange,
): AsyncGenerator<Turn[]> {
  const known = new Map<string, PlacedSkeleton[]>();
  const end = Math.min(range.to, session.plan.turns.length);
  for (let from = range.from; from < end; from += turnsAtOnce) {
    const part = { from, to: Math.min(end, from + turnsAtOnce) };
    yield (await readRange(session, part, known, true)).turns;
  }
}

const turnsAtOnce = 100;

/** Looks at the traces that the turns touch, and reads what is said only around them. `known` spares
 * looking at the same traces again for the next range. */
async function readRange(
  session: PlannedSession,
  range: TurnRange,
  known: Map<string, PlacedSkeleton[]>,
  whole: boolean,
): Promise<ReadTurns> {
  const { key, bounds, plan } = session;
  const reach = turnsWithinReach(range, plan.turns.length);
  const touched = plan.turns.slice(reach.from, reach.to).flatMap(({ traceIds }) => traceIds);
  const skeletons = await look(session, new Set(touched), known);
  const needed = neededSpans(skeletons, plan, reach);
  const { spans, isCut } = await readSpansAt(key, needed, bounds, whole);
  return { turns: deriveTurnsWithin(spans, plan, range), isCut };
}

async function look(
  { key, bounds }: PlannedSession,
  traceIds: ReadonlySet<string>,
  known: Map<string, PlacedSkeleton[]>,
): Promise<PlacedSkeleton[]> {
  for (const traceId of known.keys()) if (!traceIds.has(traceId)) known.delete(traceId);
  const missing = [...traceIds].filter((traceId) => !known.has(traceId));
  const rows = missing.length > 0 ? await readSkeletons(key, missing, bounds) : [];
  for (const traceId of missing) known.set(traceId, []);
  for (const row of rows) known.get(row.traceId)?.push(row);
  return [...known.values()].flat();
}
