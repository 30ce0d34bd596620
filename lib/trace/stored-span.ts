import type { Annotation } from "@/lib/sessions/session-row";

/** One stored span with everything it carried: `GET …/sessions/{id}/spans` (JSONL),
 * `…/conversation/turns/{number}/spans` and `…/traces/{traceId}/spans/{spanId}`. */
export interface StoredSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  kind: string;
  startedAt: string;
  endedAt: string | null;
  durationMs: number | null;
  error: string | null;
  model: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  totalTokens: number | null;
  costUsd: number | null;
  /** Flat, as received. */
  attributes: Record<string, unknown>;
  events: { name: string; timeUnixNano: string; attributes: Record<string, unknown> }[];
  links: { traceId: string; spanId: string; attributes: Record<string, unknown> }[];
  resource: Record<string, unknown>;
  scope: { name: string; version: string };
  statusCode: string;
  statusMessage: string;
  traceState: string;
}

/** A span as it stands in the tree of its trace. */
export interface TraceSpan
  extends Pick<
    StoredSpan,
    "spanId" | "parentSpanId" | "name" | "kind" | "startedAt" | "endedAt" | "totalTokens"
  > {
  isError: boolean;
}

/** `GET …/traces/{traceId}`. What a span carries is read when one looks at it. */
export interface TraceDetail {
  traceId: string;
  /** null: the trace belongs to no session. */
  sessionId: string | null;
  spans: TraceSpan[];
  annotations: Annotation[];
}

/** A trace that names no session: kept, but in no list of sessions. */
export interface SessionlessTrace {
  traceId: string;
  startedAt: string;
  durationMs: number;
  spans: number;
  errors: number;
  /** What went in and came out, cut to previews. */
  question: string | null;
  answer: string | null;
}

export interface SessionlessTracePage {
  rows: SessionlessTrace[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
}
