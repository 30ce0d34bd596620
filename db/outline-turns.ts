import type { TurnPlan } from "@/lib/conversation/plan-turns";
import type { TurnOutline } from "@/lib/sessions/session-detail";
import { database } from "./client";
import { micros, type PlannedSession } from "./plan-session";

interface SpanStart {
  traceId: string;
  spanId: string;
  /** null: there is no such span; the trace is meant. */
  start: number | null;
}

const questionLength = 60;

/** Every turn in short, without reading what was said. */
export async function outlineTurns(session: PlannedSession, errors: number): Promise<TurnOutline> {
  const { plan } = session;
  const [questions, failed, judged] = await Promise.all([
    readQuestions(session),
    errors > 0 ? readFailed(session) : [],
    readJudged(session),
  ]);
  return {
    questions: plan.turns.map(({ question, calls, traceIds: [traceId = ""] }) =>
      calls.length === 0
        ? (questions.get(traceId) ?? null)
        : ((question && questions.get(placeKey(question))) ?? null),
    ),
    failed: placesOf(failed, plan),
    judged: placesOf(judged, plan),
  };
}

/** The beginning of what was asked, under the span that opens a turn; under the trace id for a
 * trace without calls. */
async function readQuestions({ key, bounds, plan }: PlannedSession): Promise<Map<string, string>> {
  const { sql } = database();
  const asked = plan.turns.flatMap(({ question }) => question ?? []);
  const column = (name: "traceId" | "spanId") => sql.array(asked.map((call) => call[name]));
  const [ofCalls, ofTraces] = await Promise.all([
    sql<{ traceId: string; spanId: string; question: string }[]>`
      select x.trace_id as "traceId", x.span_id as "spanId", left(x.question, ${questionLength}) as question
      from unnest(${column("traceId")}::text[], ${column("spanId")}::text[]) place (trace_id, span_id)
      join span_texts x on x.session_key = ${key} and x.trace_id = place.trace_id
        and x.span_id = place.span_id
        and x.started_at between ${bounds.startedAt} and ${bounds.lastActivityAt}
      where x.question is not null`,
    sql<{ traceId: string; question: string }[]>`
      select trace_id as "traceId", left(question, ${questionLength}) as question
      from traces where session_key = ${key} and calls = 0 and question is not null`,
  ]);
  return new Map([
    ...ofCalls.map((row) => [placeKey(row), row.question] as const),
    ...ofTraces.map((row) => [row.traceId, row.question] as const),
  ]);
}

/** Spans in error without one below: those above often only pass it on. */
function readFailed({ key, bounds }: PlannedSession) {
  return database().sql<SpanStart[]>`
    with failed as (
      select trace_id, span_id, parent_span_id, started_at from spans
      where session_key = ${key} and is_error and not is_carrier
        and started_at between ${bounds.startedAt} and ${bounds.lastActivityAt}
    )
    select f.trace_id as "traceId", f.span_id as "spanId", ${micros("f.started_at")} as start
    from failed f
    where (f.trace_id, f.span_id) not in (
      select trace_id, parent_span_id from failed where parent_span_id is not null
    )`;
}

function readJudged({ key, bounds }: PlannedSession) {
  return database().sql<SpanStart[]>`
    select distinct a.trace_id as "traceId", a.span_id as "spanId",
      ${micros("s.started_at")} as start
    from annotations a
    left join spans s on a.target = 'span' and s.session_key = a.session_key
      and s.trace_id = a.trace_id and s.span_id = a.span_id
      and s.started_at between ${bounds.startedAt} and ${bounds.lastActivityAt}
    where a.session_key = ${key} and a.target <> 'session'`;
}

function placeKey({ traceId, spanId }: { traceId: string; spanId: string }): string {
  return `${traceId}/${spanId}`;
}

function placesOf(spans: readonly SpanStart[], plan: TurnPlan): number[] {
  const places = spans.flatMap(
    ({ traceId, spanId, start }) =>
      (start === null ? plan.placesOf(traceId)?.first : plan.placeOf({ traceId, spanId, start })) ??
      [],
  );
  return [...new Set(places)].sort((a, b) => a - b);
}
