import { randomUUID } from "node:crypto";
import { cleanText } from "@/lib/clean-text";
import { fitKey } from "@/lib/openinference/fit-key";
import { projectName } from "@/lib/openinference/project-name";
import { readSpan } from "@/lib/openinference/read-span";
import type { SpanAnnotation } from "@/lib/openinference/span-facts";
import type { AttributeMap, Span } from "@/lib/otlp/span";
import { type AnnotationRow, type IngestBatch, ingest } from "./ingest";
import { withIngestSlot } from "./ingest-slot";
import { ensurePartitions } from "./partitions";
import { placesBelow } from "./places-below";
import { takeProjectId } from "./projects";
import { traceKey } from "./session-key";
import { type Payload, packPayload, payloadHash, toPayload, writeMap } from "./span-payload";
import { toSpanRow, toSpanTextRow } from "./span-row";

/** Stores spans; they are on disk when it resolves. `projectOverride` takes the place of what the
 * resources say. Throws what the driver throws; nothing is stored then. */
export async function ingestSpans(spans: Span[], projectOverride: string | null): Promise<void> {
  if (spans.length === 0) return;
  const override = projectOverride?.trim() ? fitKey(cleanText(projectOverride.trim())) : null;
  const projectIds = await takeProjectIds(spans, override);
  await ensurePartitions(spans.map((span) => Number(span.startUnixNano / 1_000_000n)));
  const batch = toBatch(spans, projectIds, Date.now());
  await withIngestSlot(() => ingest(batch));
}

type ProjectIds = (resource: AttributeMap) => number;

async function takeProjectIds(spans: Span[], override: string | null): Promise<ProjectIds> {
  const ids = new Map<AttributeMap, number>();
  for (const { resource } of spans) {
    if (!ids.has(resource))
      ids.set(resource, await takeProjectId(override ?? projectName(resource)));
  }
  return (resource) => {
    const id = ids.get(resource);
    if (id === undefined) throw new Error("A span's resource has no project.");
    return id;
  };
}

/** Pure but for the ids of annotations. */
function toBatch(spans: Span[], projectIds: ProjectIds, nowMs: number): IngestBatch {
  const resources = new Map<AttributeMap, string>();
  const resourceJson = (resource: AttributeMap) => {
    const json = resources.get(resource) ?? writeMap(resource);
    resources.set(resource, json);
    return json;
  };
  const copies = new Map<string, { span: Span; projectId: number; payload: Payload }>();
  for (const span of spans) {
    const projectId = projectIds(span.resource);
    const payload = toPayload(span, () => resourceJson(span.resource));
    const key = `${projectId}/${span.traceId}/${span.spanId}`;
    const earlier = copies.get(key);
    if (!earlier || replaces({ span, payload }, earlier))
      copies.set(key, { span, projectId, payload });
  }

  const read = [...copies.values()].map((copy) => ({ ...copy, facts: readSpan(copy.span) }));
  const below = placesBelow([...copies.values()], ({ span, projectId }) =>
    copies.get(`${projectId}/${span.traceId}/${span.parentSpanId}`),
  );
  const called = new Set(
    read.flatMap(({ span, projectId, facts }) =>
      facts.call ? [`${projectId}/${span.traceId}`] : [],
    ),
  );
  const batch: IngestBatch = {
    ...{ spans: [], texts: [], annotations: [] },
    payloads: new Uint8Array(),
  };
  const packed: Uint8Array[] = [];
  let packedBytes = 0;
  for (const [index, { span, projectId, payload, facts }] of read.entries()) {
    const ord = index + 1;
    const trace = `${projectId}/${span.traceId}`;
    const isBelow = below[index] === true;
    const isSearched = facts.call !== null || (!isBelow && !called.has(trace));
    const arrival = nowMs * 1000 + Math.floor((index * 1000) / read.length);
    const parts = packPayload(payload);
    const size = parts.reduce((sum, part) => sum + part.byteLength, 0);
    batch.spans.push({
      ...toSpanRow(span, facts, { projectId, ord, arrival }),
      payload_at: packedBytes + 1,
      payload_size: size,
      payload_bytes: payload.bytes.byteLength,
      payload_hash: String(payloadHash(payload)),
    });
    packed.push(...parts);
    packedBytes += size;
    const text = toSpanTextRow(facts, { ord, isBelow, isSearched });
    if (text) batch.texts.push(text);
    for (const annotation of facts.annotations) {
      batch.annotations.push(toAnnotationRow(annotation, span, { projectId, ord, nowMs }));
    }
  }
  batch.payloads = Buffer.concat(packed, packedBytes);
  return batch;
}

/** The rule by which ingest() in SQL replaces a stored copy: one that has ended wins, then the one
 * that carries more, then the later. */
function replaces(
  later: { span: Span; payload: Payload },
  earlier: { span: Span; payload: Payload },
): boolean {
  const hasEnded = later.span.endUnixNano !== null;
  if (hasEnded !== (earlier.span.endUnixNano !== null)) return hasEnded;
  return later.payload.bytes.byteLength >= earlier.payload.bytes.byteLength;
}

function toAnnotationRow(
  annotation: SpanAnnotation,
  span: Span,
  place: { projectId: number; ord: number; nowMs: number },
): AnnotationRow {
  const isSession = annotation.target === "session";
  const traceId = annotation.traceId ?? span.traceId;
  return {
    ord: place.ord,
    id: randomUUID(),
    project_id: place.projectId,
    target: annotation.target,
    session_key: null,
    trace_key: traceKey(place.projectId, isSession ? span.traceId : traceId),
    trace_id: isSession ? "" : traceId,
    span_id: annotation.target === "span" ? (annotation.spanId ?? span.spanId) : "",
    name: cleanText(annotation.name),
    identifier: cleanText(annotation.identifier),
    label: annotation.label === null ? null : cleanText(annotation.label),
    score: annotation.score,
    explanation: annotation.explanation === null ? null : cleanText(annotation.explanation),
    annotator_kind: annotation.annotatorKind,
    metadata: annotation.metadata === null ? null : JSON.stringify(annotation.metadata),
    source: "SPAN",
    source_trace_id: span.traceId,
    created_at: new Date(place.nowMs).toISOString(),
  };
}
