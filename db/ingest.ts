import { database } from "./client";
import { type RecordField, recordArray } from "./record-text";
import { retryDeadlocks } from "./retry-deadlocks";

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
  /** Of the SQL type incoming_span; distinct by trace and span id. */
  spans: RecordField[][];
  /** Of the SQL type incoming_chunk: where the payloads of spans stand. */
  chunks: RecordField[][];
  /** Of the SQL type incoming_text; each of the span of its ord, at most one a span. */
  texts: RecordField[][];
  /** What the places in chunks and texts speak of. */
  bytes: Buffer;
  annotations: AnnotationRow[];
}

/** A batch as ingest() sends it: texts that no collection of garbage moves while Postgres works. */
export interface WrittenBatch {
  spans: string;
  chunks: string;
  texts: string;
  /** In base64: the driver would send hex, half as much again. */
  bytes: string;
  annotations: string;
}

export function writeBatch(batch: IngestBatch): WrittenBatch {
  return {
    spans: recordArray(batch.spans),
    chunks: recordArray(batch.chunks),
    texts: recordArray(batch.texts),
    bytes: batch.bytes.toString("base64"),
    annotations: JSON.stringify(batch.annotations),
  };
}

/** Stores a batch in one statement; on disk when it resolves. Returns how many spans were new or
 * replaced an earlier copy. Throws what the driver throws. */
export async function ingest(batch: WrittenBatch): Promise<number> {
  const { spans, chunks, texts, bytes, annotations } = batch;
  const { sql } = database();
  const [row] = await retryDeadlocks(
    () => sql<{ stored: number }[]>`
      select ingest(
        ${spans}::text::incoming_span[], ${chunks}::text::incoming_chunk[], ${texts}::text::incoming_text[],
        decode(${bytes}::text, 'base64'), ${annotations}::text::json, ${new Date().toISOString()}::text::timestamptz
      ) as stored`,
  );
  return row?.stored ?? 0;
}

/** Annotations that came by themselves. */
export function ingestAnnotations(annotations: AnnotationRow[]): Promise<number> {
  const bytes = Buffer.alloc(0);
  return ingest(writeBatch({ spans: [], chunks: [], texts: [], bytes, annotations }));
}
