import { database } from "./client";
import { retryDeadlocks } from "./retry-deadlocks";
import type { SpanRow, SpanTextRow } from "./span-row";

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

/** `payload_at` counts from 1; `payload_bytes` before packing. */
export type StoredSpanRow = SpanRow & {
  payload_at: number;
  payload_size: number;
  payload_bytes: number;
  /** Digits: an int8. */
  payload_hash: string;
};

export interface IngestBatch {
  /** Distinct by (trace_key, span_id). */
  spans: StoredSpanRow[];
  /** Each of the span of its ord; at most one a span. */
  texts: SpanTextRow[];
  /** One after the other, as packPayload packs them. */
  payloads: Uint8Array;
  annotations: AnnotationRow[];
}

/** Stores a batch in one statement; on disk when it resolves. Returns how many spans were new or
 * replaced an earlier copy. Throws what the driver throws. */
export async function ingest(batch: IngestBatch): Promise<number> {
  const { sql } = database();
  const spans = JSON.stringify(batch.spans);
  const texts = JSON.stringify(batch.texts);
  const annotations = JSON.stringify(batch.annotations);
  const [row] = await retryDeadlocks(
    () => sql<{ stored: number }[]>`
      select ingest(
        ${spans}::text::json, ${texts}::text::json, ${batch.payloads}::bytea, ${annotations}::text::json,
        ${new Date().toISOString()}::text::timestamptz
      ) as stored`,
  );
  return row?.stored ?? 0;
}
