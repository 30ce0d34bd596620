import { writeGlobalId } from "./global-id";

export interface SessionOutline {
  sessionKey: string;
  projectId: number;
  sessionId: string;
  startedAt: string;
  lastActivityAt: string;
  /** null: no call reported any. */
  promptTokens: number | null;
  completionTokens: number | null;
  totalTokens: number | null;
  /** In order of their start. */
  traces: { traceKey: string; traceId: string; startedAt: string; lastActivityAt: string }[];
}

/** As Phoenix writes it. Unknown counts are left out, which its schema allows: 0 would be a claim. */
export function toSessionData(session: SessionOutline) {
  return {
    id: writeGlobalId("ProjectSession", session.sessionKey),
    session_id: session.sessionId,
    project_id: writeGlobalId("Project", session.projectId),
    start_time: session.startedAt,
    end_time: session.lastActivityAt,
    traces: session.traces.map((trace) => ({
      id: writeGlobalId("Trace", trace.traceKey),
      trace_id: trace.traceId,
      start_time: trace.startedAt,
      end_time: trace.lastActivityAt,
    })),
    token_count_prompt: session.promptTokens ?? undefined,
    token_count_completion: session.completionTokens ?? undefined,
    token_count_total: session.totalTokens ?? undefined,
  };
}
