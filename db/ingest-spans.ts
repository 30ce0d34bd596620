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
import { takeProjectId } from "./projects";
import { traceKey } from "./session-key";
import { writeMap, writePayload } from "./span-payload";
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
  const copies = new Map<string, { span: Span; projectId: number; payload: string }>();
  for (const span of spans) {
    const projectId = projectIds(span.resource);
    let resource = resources.get(span.resource);
    if (resource === undefined) {
      resource = writeMap(span.resource);
      resources.set(span.resource, resource);
    }
    const payload = writePayload(span, resource);
    const key = `${projectId}/${span.traceId}/${span.spanId}`;
    const earlier = copies.get(key);
    if (!earlier || replaces({ span, payload }, earlier))
      copies.set(key, { span, projectId, payload });
  }

  const read = [...copies.values()].map((copy) => ({ ...copy, facts: readSpan(copy.span) }));
  const called = new Set(
    read.flatMap(({ span, projectId, facts }) =>
      facts.call ? [`${projectId}/${span.traceId}`] : [],
    ),
  );
  const batch: IngestBatch = { spans: [], texts: [], payloads: [], annotations: [] };
  for (const [index, { span, projectId, payload, facts }] of read.entries()) {
    const ord = index + 1;
    const trace = `${projectId}/${span.traceId}`;
    const hasParent = span.parentSpanId !== null && copies.has(`${trace}/${span.parentSpanId}`);
    const isSearched = facts.call !== null || (!hasParent && !called.has(trace));
    const arrival = nowMs * 1000 + Math.floor((index * 1000) / read.length);
    batch.spans.push(toSpanRow(span, facts, { projectId, ord, arrival }));
    const text = toSpanTextRow(facts, { ord, isSearched });
    if (text) batch.texts.push(text);
    batch.payloads.push(payload);
    for (const annotation of facts.annotations) {
      batch.annotations.push(toAnnotationRow(annotation, span, { projectId, ord, nowMs }));
    }
  }
  return batch;
}

/** The rule by which ingest() in SQL replaces a stored copy: one that has ended wins, then the one
 * that carries more, then the later. */
function replaces(
  later: { span: Span; payload: string },
  earlier: { span: Span; payload: string },
): boolean {
  const hasEnded = later.span.endUnixNano !== null;
  if (hasEnded !== (earlier.span.endUnixNano !== null)) return hasEnded;
  return Buffer.byteLength(later.payload) >= Buffer.byteLength(earlier.payload);
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
