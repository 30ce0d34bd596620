import type { TurnRange } from "@/lib/conversation/derive-turns";
import type { TurnPlan } from "@/lib/conversation/plan-turns";
import type { Turn } from "@/lib/conversation/turn";
import type { TurnPage } from "@/lib/sessions/session-detail";
import type { Annotation } from "@/lib/sessions/session-row";
import type { PlannedSession } from "./plan-session";
import { readAnnotations } from "./read-annotations";
import { readTurns, streamTurns } from "./read-turns";

/** The turns at these positions and what was judged of them. */
export async function readTurnPage(session: PlannedSession, range: TurnRange): Promise<TurnPage> {
  const { turns, isCut } = await readTurns(session, range);
  return { turns, isCut, annotations: await readJudgements(session, range, turns) };
}

/** All turns as JSON, in pieces, with nothing cut. */
export async function* writeAllTurns(session: PlannedSession): AsyncGenerator<string> {
  const range = { from: 0, to: session.plan.turns.length };
  let separator = "";
  yield '{"turns":[';
  for await (const turns of streamTurns(session, range)) {
    yield separator + turns.map((turn) => JSON.stringify(turn)).join();
    separator = ",";
  }
  const annotations = await readJudgements(session, range, []);
  yield `],"isCut":false,"annotations":${JSON.stringify(annotations)}}`;
}

/** Of a whole conversation, all that do not judge the session itself. Else an annotation belongs to
 * the first turn that holds its trace, that of a span to the turn of that span: to one page only. */
async function readJudgements(
  { key, plan }: PlannedSession,
  range: TurnRange,
  turns: readonly Turn[],
): Promise<Annotation[]> {
  const traceIds = new Set(turns.flatMap((turn) => turn.traceIds));
  const spanIds = new Set(turns.flatMap((turn) => turn.spanIds));
  const isWhole = range.from === 0 && range.to >= plan.turns.length;
  const annotations = await readAnnotations(key, isWhole ? undefined : [...traceIds]);
  return annotations.filter(({ target, traceId, spanId }) => {
    if (isWhole || target === "session") return target !== "session";
    if (target === "span" && spanIds.has(spanId ?? "")) return true;
    return isFirstWithin(plan, traceId ?? "", range, target === "span");
  });
}

/** `whole`: the trace may not go on beyond the range, where the span may be. */
function isFirstWithin(
  plan: TurnPlan,
  traceId: string,
  { from, to }: TurnRange,
  whole: boolean,
): boolean {
  const places = plan.placesOf(traceId);
  if (!places || places.first < from || places.first >= to) return false;
  return !whole || places.last < to;
}
