import type { SessionDetail } from "@/lib/sessions/session-detail";
import type { Annotation } from "@/lib/sessions/session-row";
import type { Turn, TurnError, TurnToolCall } from "./turn";

type DocumentAnnotation = Omit<Annotation, "id">;

/** The conversation as the API and the JSON pane give it. Unknown is null. */
export interface SessionDocument {
  session: SessionDetail["session"];
  turns: DocumentTurn[];
  /** Of the session, and what belongs to none of its turns. */
  annotations: DocumentAnnotation[];
}

interface DocumentTurn
  extends Pick<
    Turn,
    | "index"
    | "startedAt"
    | "endedAt"
    | "latencyMs"
    | "user"
    | "assistant"
    | "promptTokens"
    | "completionTokens"
    | "totalTokens"
    | "tokensPartial"
    | "costUsd"
    | "costPartial"
    | "models"
    | "traceIds"
  > {
  toolCalls: Omit<TurnToolCall, "traceId" | "spanId">[];
  errors: Pick<TurnError, "message" | "spanId" | "traceId">[];
  annotations: DocumentAnnotation[];
}

export function toSessionDocument({ session, turns, annotations }: SessionDetail): SessionDocument {
  const parts = documentParts(annotations);
  return {
    session,
    turns: turns.map((turn) => parts.turn(turn)),
    annotations: parts.rest(),
  };
}

/** The turns of a document one by one, and then the annotations that belonged to none of them. */
export function documentParts(annotations: readonly Annotation[]) {
  const about = annotationsByTarget(annotations);
  const placed = new Set<Annotation>();
  return {
    turn(turn: Turn): DocumentTurn {
      const own = annotationsOf(turn, about);
      for (const annotation of own) placed.add(annotation);
      return toDocumentTurn(turn, own);
    },
    rest: (): DocumentAnnotation[] =>
      annotations.filter((annotation) => !placed.has(annotation)).map(withoutId),
  };
}

function toDocumentTurn(turn: Turn, annotations: Annotation[]): DocumentTurn {
  return {
    index: turn.index,
    startedAt: turn.startedAt,
    endedAt: turn.endedAt,
    latencyMs: turn.latencyMs,
    user: turn.user,
    assistant: turn.assistant,
    promptTokens: turn.promptTokens,
    completionTokens: turn.completionTokens,
    totalTokens: turn.totalTokens,
    tokensPartial: turn.tokensPartial,
    costUsd: turn.costUsd,
    costPartial: turn.costPartial,
    toolCalls: turn.toolCalls.map(({ traceId, spanId, ...call }) => call),
    errors: turn.errors.map(({ message, spanId, traceId }) => ({ message, spanId, traceId })),
    models: turn.models,
    traceIds: turn.traceIds,
    annotations: annotations.map(withoutId),
  };
}

/** Under the id of the trace or span that they judge. */
function annotationsByTarget(annotations: readonly Annotation[]): Map<string, Annotation[]> {
  const about = new Map<string, Annotation[]>();
  for (const annotation of annotations) {
    const { target, traceId, spanId } = annotation;
    const key = target === "session" ? null : target === "trace" ? traceId : spanId;
    if (key === null) continue;
    const group = about.get(key);
    if (group) group.push(annotation);
    else about.set(key, [annotation]);
  }
  return about;
}

function annotationsOf(turn: Turn, about: ReadonlyMap<string, Annotation[]>): Annotation[] {
  const found = [...turn.traceIds, ...turn.spanIds].flatMap((id) => about.get(id) ?? []);
  return found.filter(({ target, traceId }) => target === "trace" || isWithin(turn, traceId));
}

/** Span ids are unique within their trace only. */
function isWithin(turn: Turn, traceId: string | null): boolean {
  return traceId === null || turn.traceIds.includes(traceId);
}

function withoutId({ id, ...annotation }: Annotation): DocumentAnnotation {
  return annotation;
}
