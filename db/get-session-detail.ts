import { and, between, eq } from "drizzle-orm";
import { deriveTurns } from "@/lib/conversation/derive-turns";
import type { ConversationSpan } from "@/lib/conversation/turn";
import { SPAN_KINDS, type SpanKind } from "@/lib/openinference/span-facts";
import type { SessionDetail } from "@/lib/sessions/session-detail";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import { readAnnotations } from "./read-annotations";
import { sessions, sessionTexts, spans, spanTexts } from "./schema";
import { sessionKey } from "./session-key";
import { readSessionRows } from "./session-rows";
import { readDigest } from "./span-digest";

/** null: no such session in the project. */
export async function getSessionDetail(
  projectId: number,
  sessionId: string,
): Promise<SessionDetail | null> {
  const key = sessionKey(projectId, sessionId);
  const bounds = await readBounds(key);
  if (!bounds) return null;
  const [[row], turns, annotations] = await Promise.all([
    readSessionRows([key]),
    readConversationSpans(key, bounds).then(deriveTurns),
    readAnnotations(key),
  ]);
  return row ? { session: { ...row, metadata: bounds.metadata }, turns, annotations } : null;
}

export async function hasSession(key: string): Promise<boolean> {
  return (await readBounds(key)) !== null;
}

export interface TimeBounds {
  startedAt: string;
  lastActivityAt: string;
}

async function readBounds(key: string) {
  const [row] = await database()
    .db.select({
      startedAt: sessions.startedAt,
      lastActivityAt: sessions.lastActivityAt,
      metadata: sessionTexts.metadata,
    })
    .from(sessions)
    .innerJoin(sessionTexts, eq(sessionTexts.sessionKey, sessions.sessionKey))
    .where(eq(sessions.sessionKey, key));
  return row ?? null;
}

/** Without the carriers of evaluations. The bounds keep both sides to their partitions. */
export async function readConversationSpans(
  key: string,
  { startedAt, lastActivityAt }: TimeBounds,
): Promise<ConversationSpan[]> {
  const rows = await database()
    .db.select({ span: spans, digest: spanTexts.digest })
    .from(spans)
    .leftJoin(
      spanTexts,
      and(
        eq(spanTexts.sessionKey, spans.sessionKey),
        eq(spanTexts.traceId, spans.traceId),
        eq(spanTexts.spanId, spans.spanId),
        eq(spanTexts.startedAt, spans.startedAt),
        between(spanTexts.startedAt, startedAt, lastActivityAt),
      ),
    )
    .where(
      and(
        eq(spans.sessionKey, key),
        eq(spans.isCarrier, false),
        between(spans.startedAt, startedAt, lastActivityAt),
      ),
    );
  return rows.map(({ span, digest }) => ({
    ...readDigest(digest),
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    startedAt: isoFromPostgres(span.startedAt),
    endedAt: span.endedAt === null ? null : isoFromPostgres(span.endedAt),
    arrival: span.arrival,
    kind: readKind(span.kind),
    model: span.model,
    promptTokens: span.promptTokens,
    completionTokens: span.completionTokens,
    totalTokens: span.totalTokens,
    costNanoUsd: span.costNanoUsd,
    costComputed: span.costComputed,
  }));
}

function readKind(kind: string): SpanKind {
  return SPAN_KINDS.find((known) => known === kind) ?? "UNKNOWN";
}
