import type { StoredSpan } from "@/lib/trace/stored-span";
import { readSkeletons } from "./conversation-spans";
import type { PlannedSession } from "./plan-session";
import { readStoredSpans } from "./stored-spans";

/** The spans of the turn at this position as they were received, by start; null: no such turn. */
export async function readTurnSpans(
  { key, bounds, plan }: PlannedSession,
  position: number,
): Promise<StoredSpan[] | null> {
  const turn = plan.turns[position];
  if (!turn) return null;
  const skeletons = await readSkeletons(key, turn.traceIds, bounds);
  const own = skeletons
    .filter((span) => plan.placeOf(span) === position)
    .sort((a, b) => a.start - b.start);
  return readStoredSpans(key, own, bounds);
}
