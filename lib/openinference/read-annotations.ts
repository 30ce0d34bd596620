import type { AttributeMap, AttributeValue, Span, SpanEvent } from "@/lib/otlp/span";
import { anyText, scalarText } from "./attribute-value";
import { fitKey } from "./fit-key";
import { groupByIndex } from "./indexed-fields";
import { isRecord, parseJsonText } from "./json-text";
import type { SpanAnnotation } from "./span-facts";

/** OpenInference, "Annotations and Evaluations": three scopes, two spellings each. */
const COLLECTIONS = [
  { prefix: "annotations.", field: "annotation.", target: "span" },
  { prefix: "evaluations.", field: "evaluation.", target: "span" },
  { prefix: "trace.annotations.", field: "annotation.", target: "trace" },
  { prefix: "trace.evaluations.", field: "evaluation.", target: "trace" },
  { prefix: "session.annotations.", field: "annotation.", target: "session" },
  { prefix: "session.evaluations.", field: "evaluation.", target: "session" },
] as const;

const EVENT_NAME = "gen_ai.evaluation.result";
const EVENT_KEYS: ReadonlyMap<string, string> = new Map([
  ["name", "gen_ai.evaluation.name"],
  ["label", "gen_ai.evaluation.score.label"],
  ["score", "gen_ai.evaluation.score.value"],
  ["explanation", "gen_ai.evaluation.explanation"],
]);

const MAX_ANNOTATIONS = 200;
const MAX_METADATA_CHARS = 64 * 1024;

/** The annotations that a span carries in its attributes and events, about itself, its trace or
 * its session. One without a name, or with neither label, score nor explanation, is dropped. */
export function readAnnotations(span: Span): SpanAnnotation[] {
  const found: SpanAnnotation[] = [];
  if (carriesFeedback(span.attributes)) {
    for (const { prefix, field, target } of COLLECTIONS) {
      for (const { values } of groupByIndex(span.attributes, prefix)) {
        push(found, target, (name) => values.get(`${field}${name}`));
      }
    }
  }
  for (const event of span.events) {
    if (event.name === EVENT_NAME) push(found, "span", eventField(event));
  }
  return found;
}

function carriesFeedback(attributes: AttributeMap): boolean {
  for (const key of attributes.keys()) {
    if (COLLECTIONS.some(({ prefix }) => key.startsWith(prefix))) return true;
  }
  return false;
}

type ReadField = (name: string) => AttributeValue | undefined;

function eventField({ attributes }: SpanEvent): ReadField {
  return (name) => attributes.get(EVENT_KEYS.get(name) ?? "");
}

function push(found: SpanAnnotation[], target: SpanAnnotation["target"], field: ReadField) {
  const name = scalarText(field("name"))?.trim();
  const label = scalarText(field("label"))?.trim() || null;
  const score = scoreOf(field("score"));
  const explanation = scalarText(field("explanation"))?.trim() || null;
  if (!name || found.length >= MAX_ANNOTATIONS) return;
  if (label === null && score === null && explanation === null) return;
  found.push({
    target,
    traceId: null,
    spanId: null,
    name: fitKey(name),
    label: label === null ? null : fitKey(label),
    score,
    explanation,
    annotatorKind: annotatorKind(scalarText(field("annotator_kind"))),
    identifier: fitKey(scalarText(field("identifier")) ?? ""),
    metadata: metadataOf(anyText(field("metadata"))),
  });
}

function scoreOf(value: unknown): number | null {
  const score = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof score === "number" && Number.isFinite(score) ? score : null;
}

/** Custom kinds are allowed; whatever is neither a model nor a person is code. */
function annotatorKind(text: string | null): SpanAnnotation["annotatorKind"] {
  const kind = text?.trim().toUpperCase();
  return kind === "LLM" || kind === "HUMAN" ? kind : "CODE";
}

function metadataOf(text: string | null): Record<string, unknown> | null {
  const parsed = text === null ? undefined : parseJsonText(text, MAX_METADATA_CHARS);
  return isRecord(parsed) ? parsed : null;
}
