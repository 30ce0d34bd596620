import { and, between, eq } from "drizzle-orm";
import type { StoredSpan, TraceDetail } from "@/lib/trace/stored-span";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import type { TimeBounds } from "./plan-session";
import { readAnnotations } from "./read-annotations";
import { spans, traceHomes, traces } from "./schema";
import { traceKey } from "./session-key";
import { readStoredSpans } from "./stored-spans";

/** null: no such trace in the project. `traceId` is 32 hex digits. */
export async function getTraceDetail(
  projectId: number,
  traceId: string,
): Promise<TraceDetail | null> {
  const trace = await findTrace(projectId, traceId);
  if (!trace) return null;
  const { sessionKey, sessionId } = trace;
  const [rows, annotations] = await Promise.all([
    readTree(sessionKey, trace.traceId, trace),
    readAnnotations(sessionKey, [trace.traceId]),
  ]);
  return { traceId: trace.traceId, sessionId, spans: rows, annotations };
}

/** Everything one span carried; null: no such span in the trace. */
export async function getStoredSpan(
  projectId: number,
  traceId: string,
  spanId: string,
): Promise<StoredSpan | null> {
  const trace = await findTrace(projectId, traceId);
  if (!trace) return null;
  const places = await database()
    .db.select({ traceId: spans.traceId, spanId: spans.spanId, startedAt: spans.startedAt })
    .from(spans)
    .where(and(within(trace.sessionKey, trace.traceId, trace), eq(spans.spanId, spanId)));
  const [span] = await readStoredSpans(trace.sessionKey, places, trace);
  return span ?? null;
}

async function findTrace(projectId: number, traceId: string) {
  const id = traceId.toLowerCase();
  const [trace] = await database()
    .db.select({
      traceId: traces.traceId,
      sessionKey: traces.sessionKey,
      sessionId: traces.sessionId,
      startedAt: traces.startedAt,
      lastActivityAt: traces.lastActivityAt,
    })
    .from(traceHomes)
    .innerJoin(
      traces,
      and(eq(traces.sessionKey, traceHomes.sessionKey), eq(traces.traceId, traceHomes.traceId)),
    )
    .where(eq(traceHomes.traceKey, traceKey(projectId, id)));
  return trace ?? null;
}

async function readTree(sessionKey: string, traceId: string, bounds: TimeBounds) {
  const { spanId, parentSpanId, name, kind, startedAt, endedAt, totalTokens, isError } = spans;
  const rows = await database()
    .db.select({ spanId, parentSpanId, name, kind, startedAt, endedAt, totalTokens, isError })
    .from(spans)
    .where(within(sessionKey, traceId, bounds))
    .orderBy(startedAt, spans.arrival, spanId);
  return rows.map((row) => ({
    ...row,
    startedAt: isoFromPostgres(row.startedAt),
    endedAt: row.endedAt === null ? null : isoFromPostgres(row.endedAt),
  }));
}

function within(sessionKey: string, traceId: string, { startedAt, lastActivityAt }: TimeBounds) {
  return and(
    eq(spans.sessionKey, sessionKey),
    eq(spans.traceId, traceId),
    between(spans.startedAt, startedAt, lastActivityAt),
  );
}
