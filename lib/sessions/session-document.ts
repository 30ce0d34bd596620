import type { Turn } from "@/lib/conversation/turn";
import type { Annotation, SessionRow } from "./session-row";

/** What the session page reads in one go: `GET …/sessions/{id}?view=page`. The public document of
 * the JSON pane is derived from it. */
export interface SessionDetail {
  session: SessionRow & { metadata: Record<string, unknown> };
  turns: Turn[];
  /** Of the session, its traces and its spans. */
  annotations: Annotation[];
}

/** One stored span with everything it carried: `GET …/sessions/{id}/spans` (JSONL) and
 * `GET …/traces/{traceId}`. */
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

export interface TraceDetail {
  traceId: string;
  /** null: the trace belongs to no session. */
  sessionId: string | null;
  spans: StoredSpan[];
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

export interface UserRow {
  userId: string;
  sessions: number;
  firstSeenAt: string;
  lastSeenAt: string;
  turns: number;
  traces: number;
  errors: number;
  totalTokens: number | null;
  tokensPartial: boolean;
  costUsd: number | null;
  costPartial: boolean;
  /** Sessions by "name=label". */
  outcomes: Record<string, number>;
}

export interface FacetValue {
  value: string;
  count: number;
}

/** Counts under the current filter, each facet without its own. */
export interface SessionFacets {
  model: FacetValue[];
  tag: FacetValue[];
  /** Values are "name:label". */
  outcome: FacetValue[];
  error: FacetValue[];
}

export interface SessionStats {
  sessions: number;
  users: number;
  traces: number;
  totalTokens: number | null;
  tokensPartial: boolean;
  costUsd: number | null;
  costPartial: boolean;
  /** Sessions with an error, 0 to 1; null without sessions. */
  errorRate: number | null;
  durationP50Ms: number | null;
  durationP95Ms: number | null;
}

export interface ActivityBucket {
  startedAt: string;
  sessions: number;
  errors: number;
}

export interface SessionActivity {
  bucketMs: number;
  buckets: ActivityBucket[];
}
