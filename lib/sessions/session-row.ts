/** One session as the list, the API and the export show it. Times are ISO 8601 UTC; unknown is null. */
export interface SessionRow {
  sessionId: string;
  userId: string | null;
  /** First user message, cut to a preview; null when none was seen. */
  title: string | null;
  /** Last assistant message, cut to a preview. */
  lastOutput: string | null;
  startedAt: string;
  lastActivityAt: string;
  durationMs: number;
  turns: number;
  traces: number;
  spans: number;
  /** Spans in error. */
  errors: number;
  /** null: no call reported any. */
  promptTokens: number | null;
  completionTokens: number | null;
  totalTokens: number | null;
  /** true: some calls reported none, the sums cover the rest. */
  tokensPartial: boolean;
  costUsd: number | null;
  costPartial: boolean;
  /** true: at least part of the cost was computed from model and tokens. */
  costComputed: boolean;
  models: string[];
  tags: string[];
  /** Spans arrived within the last few minutes. */
  live: boolean;
  /** By name; a session's own annotation before one of its traces or spans, the latest first. */
  annotations: Record<string, AnnotationSummary>;
}

export interface AnnotationSummary {
  label: string | null;
  score: number | null;
  explanation: string | null;
}

export interface SessionPage {
  rows: SessionRow[];
  nextCursor: string | null;
  /** exact false: at least `count`. */
  total: { count: number; exact: boolean };
}

export type AnnotatorKind = "LLM" | "CODE" | "HUMAN";

/** A named judgement about a session, a trace or a span. */
export interface Annotation {
  id: string;
  target: "session" | "trace" | "span";
  traceId: string | null;
  spanId: string | null;
  name: string;
  label: string | null;
  score: number | null;
  explanation: string | null;
  annotatorKind: AnnotatorKind;
  /** Tells apart several judgements of one name on one target. */
  identifier: string;
  metadata: Record<string, unknown> | null;
  createdAt: string;
  updatedAt: string;
}
