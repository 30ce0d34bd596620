import { and, eq } from "drizzle-orm";
import type { TraceDetail } from "@/lib/trace/stored-span";
import { database } from "./client";
import { readAnnotations } from "./read-annotations";
import { traceHomes, traces } from "./schema";
import { traceKey } from "./session-key";
import { readStoredSpans } from "./stored-spans";

/** null: no such trace in the project. `traceId` is 32 hex digits. */
export async function getTraceDetail(
  projectId: number,
  traceId: string,
): Promise<TraceDetail | null> {
  const id = traceId.toLowerCase();
  const [trace] = await database()
    .db.select({
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
  if (!trace) return null;
  const [spans, annotations] = await Promise.all([
    readStoredSpans(trace.sessionKey, [id], trace),
    readAnnotations(trace.sessionKey, id),
  ]);
  return { traceId: id, sessionId: trace.sessionId, spans, annotations };
}
