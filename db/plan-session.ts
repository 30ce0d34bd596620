import { type PlannedTrace, planTurns, type TurnPlan } from "@/lib/conversation/plan-turns";
import type { TurnCall } from "@/lib/conversation/turn-call";
import { database } from "./client";

/** When a session took place, as Postgres writes times. They keep every look at its spans, payloads
 * and texts to few partitions. */
export interface TimeBounds {
  startedAt: string;
  lastActivityAt: string;
}

/** One session as every reader of its conversation sees it. */
export interface PlannedSession {
  key: string;
  bounds: TimeBounds;
  plan: TurnPlan;
}

/** Reads few columns of the model calls, and when each trace begins. Carriers of evaluations are in
 * no turn. */
export async function planSession(key: string, bounds: TimeBounds): Promise<PlannedSession> {
  const [calls, traces] = await Promise.all([readCalls(key, bounds), readTraces(key, bounds)]);
  return { key, bounds, plan: planTurns(calls, traces) };
}

/** Microseconds since 1970. */
export function micros(time: string) {
  return database().sql.unsafe(`(extract(epoch from ${time}) * 1000000)::bigint`);
}

function readCalls(key: string, { startedAt, lastActivityAt }: TimeBounds) {
  const ended = "case when ended_at is not null then greatest(started_at, ended_at) end";
  return database().sql<TurnCall[]>`
    select trace_id as "traceId", span_id as "spanId", ${micros("started_at")} as start,
      ${micros(ended)} as "end", is_candidate as "isCandidate", question_key as "questionKey",
      has_history as "hasHistory", has_answer as "hasAnswer", message_count as "messageCount", arrival
    from spans
    where session_key = ${key} and is_call and not is_carrier
      and started_at between ${startedAt} and ${lastActivityAt}`;
}

function readTraces(key: string, { startedAt, lastActivityAt }: TimeBounds) {
  return database().sql<PlannedTrace[]>`
    select trace_id as "traceId", ${micros("min(started_at)")} as start
    from spans
    where session_key = ${key} and not is_carrier
      and started_at between ${startedAt} and ${lastActivityAt}
    group by trace_id`;
}
