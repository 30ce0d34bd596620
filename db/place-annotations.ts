import type { AnnotatorKind } from "@/lib/sessions/session-row";
import { findTargets, type TargetKind, type TargetPlace } from "./annotation-targets";
import type { AnnotationRow } from "./ingest";
import { annotationId, sessionKey, traceKey } from "./session-key";

export interface AnnotationInput {
  target: TargetKind;
  /** A session id, or the hex of a trace or span id. */
  targetId: string;
  /** Where known: tells a span from one of the same id in another trace. */
  traceId?: string | null;
  name: string;
  identifier: string;
  label: string | null;
  score: number | null;
  explanation: string | null;
  annotatorKind: AnnotatorKind;
  metadata: Record<string, unknown> | null;
  source: "API" | "APP";
}

/** A target that stands in several places, and no project was named to choose one. */
export class AmbiguousTarget extends Error {
  constructor(
    readonly targetId: string,
    readonly projectNames: string[],
  ) {
    super("The target exists in several projects.");
  }
}

export interface PlacedAnnotations {
  placed: AnnotationRow[];
  /** Nothing says yet which project, or which trace of it, their target belongs to. */
  waiting: (AnnotationInput & { id: string })[];
  /** In the order of the inputs. */
  ids: string[];
}

/** Finds where each target stands. Throws AmbiguousTarget. */
export async function placeAnnotations(
  inputs: AnnotationInput[],
  projectId: number | null,
  at: string,
): Promise<PlacedAnnotations> {
  const places = await findPlaces(inputs, projectId);
  const result: PlacedAnnotations = { placed: [], waiting: [], ids: [] };
  for (const input of inputs) {
    const place = choosePlace(input, places.get(input) ?? [], projectId);
    const id = annotationId(input);
    result.ids.push(id);
    if (place) result.placed.push(toRow(id, input, place, at));
    else result.waiting.push({ ...input, id });
  }
  return result;
}

async function findPlaces(inputs: AnnotationInput[], projectId: number | null) {
  const kinds: TargetKind[] = ["session", "trace", "span"];
  const found = await Promise.all(
    kinds.map((kind) => {
      const ids = inputs.flatMap(({ target, targetId }) => (target === kind ? [targetId] : []));
      return findTargets(kind, ids, projectId);
    }),
  );
  const byKind = new Map(kinds.map((kind, index) => [kind, found[index]]));
  return new Map(
    inputs.map((input) => [input, byKind.get(input.target)?.get(input.targetId) ?? []]),
  );
}

/** null: it must wait. In a named project, sessions and traces need not have arrived. */
function choosePlace(
  { target, targetId, traceId }: AnnotationInput,
  found: TargetPlace[],
  projectId: number | null,
): TargetPlace | null {
  const places = found.filter(
    (one) => target !== "span" || one.traceId === (traceId ?? one.traceId),
  );
  const [place] = places;
  if (places.length > 1)
    throw new AmbiguousTarget(
      targetId,
      places.map((one) => one.projectName),
    );
  if (place) return place;
  if (projectId === null || target === "span") return null;
  return { projectId, projectName: "", traceId: target === "trace" ? targetId : "" };
}

function toRow(id: string, input: AnnotationInput, place: TargetPlace, at: string): AnnotationRow {
  const isSession = input.target === "session";
  return {
    ord: null,
    id,
    project_id: place.projectId,
    target: input.target,
    session_key: isSession ? sessionKey(place.projectId, input.targetId) : null,
    trace_key: isSession ? null : traceKey(place.projectId, place.traceId),
    trace_id: place.traceId,
    span_id: input.target === "span" ? input.targetId : "",
    name: input.name,
    identifier: input.identifier,
    label: input.label,
    score: input.score,
    explanation: input.explanation,
    annotator_kind: input.annotatorKind,
    metadata: input.metadata === null ? null : JSON.stringify(input.metadata),
    source: input.source,
    source_trace_id: null,
    created_at: at,
  };
}
