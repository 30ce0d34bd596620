import {
  deriveTurnsWithin,
  type TurnRange,
  turnsWithinReach,
} from "@/lib/conversation/derive-turns";
import { neededSpans } from "@/lib/conversation/needed-spans";
import type { Turn } from "@/lib/conversation/turn";
import { type PlacedSkeleton, readSkeletons, readSpansAt } from "./conversation-spans";
import type { PlannedSession } from "./plan-session";

/** The turns at these positions. Looks at the traces that they touch, and reads what is said only
 * around them. `known` spares looking at the same traces again for the next range. */
export async function readTurns(
  session: PlannedSession,
  range: TurnRange,
  known = new Map<string, PlacedSkeleton[]>(),
): Promise<Turn[]> {
  const { key, bounds, plan } = session;
  const reach = turnsWithinReach(range, plan.turns.length);
  const touched = plan.turns.slice(reach.from, reach.to).flatMap(({ traceIds }) => traceIds);
  const skeletons = await look(session, new Set(touched), known);
  const needed = neededSpans(skeletons, plan, reach);
  return deriveTurnsWithin(await readSpansAt(key, needed, bounds), plan, range);
}

/** The turns of a range, some at a time, so that a conversation of any length keeps neither much
 * memory nor the process for long. */
export async function* streamTurns(session: PlannedSession, range: TurnRange) {
  const known = new Map<string, PlacedSkeleton[]>();
  const end = Math.min(range.to, session.plan.turns.length);
  for (let from = range.from; from < end; from += turnsAtOnce) {
    yield await readTurns(session, { from, to: Math.min(end, from + turnsAtOnce) }, known);
  }
}

const turnsAtOnce = 100;

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
