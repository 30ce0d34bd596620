import { randomUUID } from "node:crypto";
import { cleanText } from "@/lib/clean-text";
import { readSpan } from "@/lib/openinference/read-span";
import type { SpanAnnotation, SpanFacts } from "@/lib/openinference/span-facts";
import type { AttributeMap, Span } from "@/lib/otlp/span";
import { Pace } from "@/lib/pace";
import { BytePile } from "./byte-pile";
import type { AnnotationRow, IngestBatch } from "./ingest";
import { PayloadChunks } from "./payload-chunks";
import { placesBelow } from "./places-below";
import { traceKey } from "./session-key";
import { type Payload, payloadBytes, payloadHash, toPayload, writeMap } from "./span-payload";
import { toSpanFields, toSpanText, toTextFields } from "./span-row";

/** A span as received, by ids. */
interface Copy {
  span: Span;
  /** Names the trace, across projects: its row in trace_homes. */
  traceKey: string;
  projectId: number;
  payload: Payload;
}

interface ReadCopy extends Copy {
  facts: SpanFacts;
}

/** What ingest() takes of these spans, each once. Pure but for the ids of annotations and chunks. */
export async function toBatch(
  spans: Span[],
  projectIdOf: (resource: AttributeMap) => number,
  nowMs: number,
): Promise<IngestBatch> {
  const pace = new Pace();
  const copies = chooseCopies(spans, projectIdOf);
  const read = await readCopies(copies.values(), pace);
  const below = placesBelow([...copies.values()], ({ span, traceKey }) =>
    copies.get(traceKey + span.parentSpanId),
  );
  const called = new Set<string>();
  for (const { traceKey, facts } of read) if (facts.call) called.add(traceKey);
  const pile = new BytePile();
  const chunks = new PayloadChunks();
  const batch: Omit<IngestBatch, "chunks" | "bytes"> = { spans: [], texts: [], annotations: [] };
  for (const [index, { span, projectId, payload, traceKey, facts }] of read.entries()) {
    if (pace.isDue) await pace.rest();
    const ord = index + 1;
    const isBelow = below[index] === true;
    const isSaid = facts.call !== null || (!isBelow && !called.has(traceKey));
    const isSearched = isSaid && !facts.isCarrier;
    const arrival = nowMs * 1000 + Math.floor((index * 1000) / read.length);
    batch.spans.push(
      toSpanFields(span, facts, {
        ...{ ord, traceKey, projectId, arrival },
        chunk: chunks.add(payload, traceKey, Number(span.startUnixNano / 1_000_000n)),
        payloadBytes: payloadBytes(payload),
        payloadHash: payloadHash(payload),
      }),
    );
    const text = toSpanText(facts, { isBelow, isSearched });
    if (text) {
      const digest = pile.add(text.digest);
      const search = text.search === null ? null : pile.add(text.search);
      batch.texts.push(toTextFields(text, { ord, digest, search }));
    }
    for (const annotation of facts.annotations) {
      batch.annotations.push(toAnnotationRow(annotation, span, { projectId, ord, nowMs }));
    }
  }
  return { ...batch, chunks: await chunks.toFields(pile, pace), bytes: pile.bytes() };
}

/** A loop, as in other places that every span passes: V8 forgets what it has compiled of a closure
 * that lives for one request. */
async function readCopies(copies: Iterable<Copy>, pace: Pace): Promise<ReadCopy[]> {
  const read: ReadCopy[] = [];
  for (const { span, traceKey, projectId, payload } of copies) {
    if (pace.isDue) await pace.rest();
    read.push({ span, traceKey, projectId, payload, facts: readSpan(span) });
  }
  return read;
}

/** By trace and span id. */
function chooseCopies(
  spans: Span[],
  projectIdOf: (resource: AttributeMap) => number,
): Map<string, Copy> {
  const resources = new Map<AttributeMap, string>();
  const resourceJson = (resource: AttributeMap) => {
    const json = resources.get(resource) ?? writeMap(resource);
    resources.set(resource, json);
    return json;
  };
  const keys = new Map<string, string>();
  const copies = new Map<string, Copy>();
  for (const span of spans) {
    const projectId = projectIdOf(span.resource);
    const trace = `${projectId}/${span.traceId}`;
    const key = keys.get(trace) ?? traceKey(projectId, span.traceId);
    keys.set(trace, key);
    const payload = toPayload(span, () => resourceJson(span.resource));
    const earlier = copies.get(key + span.spanId);
    if (!earlier || replaces({ span, payload }, earlier))
      copies.set(key + span.spanId, { span, traceKey: key, projectId, payload });
  }
  return copies;
}

/** The rule by which ingest() in SQL replaces a stored copy: one that has ended wins, then the one
 * that carries more, then the later. */
function replaces(
  later: Pick<Copy, "span" | "payload">,
  earlier: Pick<Copy, "span" | "payload">,
): boolean {
  const hasEnded = later.span.endUnixNano !== null;
  if (hasEnded !== (earlier.span.endUnixNano !== null)) return hasEnded;
  return payloadBytes(later.payload) >= payloadBytes(earlier.payload);
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
