import type { PilePlace } from "./byte-pile";
import { database } from "./client";
import { type RecordField, recordArray } from "./record-text";
import { retryDeadlocks } from "./retry-deadlocks";
import type { toSpanRow } from "./span-row";

/** A value of the SQL type incoming_span. */
export type SpanRow = ReturnType<typeof toSpanRow> & {
  payload: PilePlace;
  /** Before packing. */
  payloadBytes: number;
  payloadHash: bigint;
};

/** A value of the SQL type incoming_text. */
export interface TextRow {
  ord: number;
  question: string | null;
  answer: string | null;
  digest: PilePlace;
  search: PilePlace | null;
}

/** A row of the SQL type incoming_annotation. Give session_key, or trace_key for its home. */
export interface AnnotationRow {
  /** Of the span that carries it; null: it came by itself. */
  ord: number | null;
  id: string;
  project_id: number;
  target: "session" | "trace" | "span";
  session_key: string | null;
  trace_key: string | null;
  trace_id: string;
  span_id: string;
  name: string;
  identifier: string;
  label: string | null;
  score: number | null;
  explanation: string | null;
  annotator_kind: "LLM" | "CODE" | "HUMAN";
  /** JSON. */
  metadata: string | null;
  source: "API" | "APP" | "SPAN";
  source_trace_id: string | null;
  created_at: string;
}

export interface IngestBatch {
  /** Distinct by trace and span id. */
  spans: SpanRow[];
  /** Each of the span of its ord; at most one a span. */
  texts: TextRow[];
  /** What the places in spans and texts speak of. */
  bytes: Uint8Array;
  annotations: AnnotationRow[];
}

/** Stores a batch in one statement; on disk when it resolves. Returns how many spans were new or
 * replaced an earlier copy. Throws what the driver throws. */
export async function ingest(batch: IngestBatch): Promise<number> {
  const { sql } = database();
  const spans = recordArray(batch.spans.map(spanFields));
  const texts = recordArray(batch.texts.map(textFields));
  const annotations = JSON.stringify(batch.annotations);
  const [row] = await retryDeadlocks(
    () => sql<{ stored: number }[]>`
      select ingest(
        ${spans}::text::incoming_span[], ${texts}::text::incoming_text[], ${batch.bytes}::bytea,
        ${annotations}::text::json, ${new Date().toISOString()}::text::timestamptz
      ) as stored`,
  );
  return row?.stored ?? 0;
}

/** Annotations that came by themselves. */
export function ingestAnnotations(annotations: AnnotationRow[]): Promise<number> {
  return ingest({ spans: [], texts: [], bytes: new Uint8Array(), annotations });
}

/** In the order of the SQL type. */
function spanFields(row: SpanRow): RecordField[] {
  return [
    row.ord,
    row.traceKey,
    row.projectId,
    row.traceId,
    row.spanId,
    row.parentSpanId,
    row.startedAt,
    row.endedAt,
    row.name,
    row.kind,
    row.model,
    row.isError,
    row.isLevelError,
    row.sessionId,
    row.userId,
    row.tags,
    row.metadata,
    row.promptTokens,
    row.completionTokens,
    row.totalTokens,
    row.costNanoUsd,
    row.costComputed,
    row.isCall,
    row.isCandidate,
    row.questionKey,
    row.hasHistory,
    row.hasAnswer,
    row.messageCount,
    row.isCarrier,
    row.arrival,
    row.payload.at,
    row.payload.size,
    row.payloadBytes,
    String(row.payloadHash),
  ];
}

/** In the order of the SQL type. */
function textFields(row: TextRow): RecordField[] {
  const { ord, question, answer, digest, search } = row;
  return [
    ...[ord, question, answer, digest.at, digest.size],
    ...[search?.at ?? null, search?.size ?? null],
  ];
}
