import { and, between, eq, inArray, sql } from "drizzle-orm";
import type { StoredSpan } from "@/lib/trace/stored-span";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import type { TimeBounds } from "./plan-session";
import { spanPayloads, spans, traces } from "./schema";
import { type Received, unpackPayloads } from "./span-payload";

/** Where a span is stored. Times as Postgres writes them. */
export interface SpanPlace {
  traceId: string;
  spanId: string;
  startedAt: string;
}

/** Whole spans, in the order of their places. */
export async function readStoredSpans(
  sessionKey: string,
  places: readonly SpanPlace[],
  bounds: TimeBounds,
): Promise<StoredSpan[]> {
  // Of one moment: a copy that arrives meanwhile takes the earlier one's payload along.
  return database().db.transaction((tx) => readSpansIn(tx, sessionKey, places, bounds), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

type Transaction = Parameters<Parameters<ReturnType<typeof database>["db"]["transaction"]>[0]>[0];

async function readSpansIn(
  tx: Transaction,
  sessionKey: string,
  places: readonly SpanPlace[],
  bounds: TimeBounds,
): Promise<StoredSpan[]> {
  const ids = [...new Set(places.map(({ spanId }) => spanId))];
  const traceIds = [...new Set(places.map(({ traceId }) => traceId))];
  const rows = await tx
    .select()
    .from(spans)
    .where(
      and(
        eq(spans.sessionKey, sessionKey),
        inArray(spans.traceId, traceIds),
        inArray(spans.spanId, ids),
        between(spans.startedAt, bounds.startedAt, bounds.lastActivityAt),
      ),
    );
  const stored = new Map(rows.map((row) => [placeKey(row), row]));
  const wanted = places.flatMap((place) => stored.get(placeKey(place)) ?? []);
  const chunks = await readChunks(tx, sessionKey, wanted, bounds);
  return wanted.map((span) => {
    const received = chunks.get(chunkKey(span.traceId, span.chunkId ?? span.spanId));
    if (!received) throw new Error("A stored span lacks its payload.");
    return toStoredSpan(span, received(span.chunkPlace ?? 0));
  });
}

type SpanRow = typeof spans.$inferSelect;

async function readChunks(
  tx: Transaction,
  sessionKey: string,
  rows: readonly SpanRow[],
  { startedAt, lastActivityAt }: TimeBounds,
) {
  const traceIds = new Set(rows.map(({ traceId }) => traceId));
  const ids = new Set(rows.map(({ chunkId, spanId }) => chunkId ?? spanId));
  const chunks = await tx
    .select({
      traceId: spanPayloads.traceId,
      chunkId: spanPayloads.chunkId,
      payload: spanPayloads.payload,
    })
    .from(spanPayloads)
    .where(
      and(
        eq(spanPayloads.sessionKey, sessionKey),
        inArray(spanPayloads.traceId, [...traceIds]),
        inArray(spanPayloads.chunkId, [...ids]),
        sql`${spanPayloads.startedAt} between week_of(${startedAt}::timestamptz) and ${lastActivityAt}::timestamptz`,
      ),
    );
  return new Map(
    chunks.map(({ traceId, chunkId, payload }) => [
      chunkKey(traceId, chunkId),
      unpackPayloads(payload),
    ]),
  );
}

function chunkKey(traceId: string, chunkId: string): string {
  return `${traceId}/${chunkId}`;
}

/** All spans of a session by trace and start, some at a time, so that sessions and traces of any
 * size stream in little memory. */
export async function* streamStoredSpans(sessionKey: string): AsyncGenerator<StoredSpan> {
  const list = await database()
    .db.select({
      traceId: traces.traceId,
      startedAt: traces.startedAt,
      lastActivityAt: traces.lastActivityAt,
    })
    .from(traces)
    .where(eq(traces.sessionKey, sessionKey))
    .orderBy(traces.startedAt, traces.traceId);
  for (let first = 0; first < list.length; first += tracesAtOnce) {
    const some = list.slice(first, first + tracesAtOnce);
    const [head] = some;
    if (!head) return;
    const lastActivityAt = some.reduce(
      (latest, trace) =>
        isoFromPostgres(trace.lastActivityAt) > isoFromPostgres(latest)
          ? trace.lastActivityAt
          : latest,
      head.lastActivityAt,
    );
    const bounds = { startedAt: head.startedAt, lastActivityAt };
    const ids = some.map(({ traceId }) => traceId);
    const places = await readPlaces(sessionKey, ids, bounds);
    for (let from = 0; from < places.length; from += spansAtOnce) {
      yield* await readStoredSpans(sessionKey, places.slice(from, from + spansAtOnce), bounds);
    }
  }
}

const tracesAtOnce = 20;
const spansAtOnce = 100;

function readPlaces(
  sessionKey: string,
  traceIds: string[],
  { startedAt, lastActivityAt }: TimeBounds,
): Promise<SpanPlace[]> {
  return database()
    .db.select({ traceId: spans.traceId, spanId: spans.spanId, startedAt: spans.startedAt })
    .from(spans)
    .where(
      and(
        eq(spans.sessionKey, sessionKey),
        inArray(spans.traceId, traceIds),
        between(spans.startedAt, startedAt, lastActivityAt),
      ),
    )
    .orderBy(spans.startedAt, spans.arrival, spans.spanId);
}

function placeKey({ traceId, spanId, startedAt }: SpanPlace): string {
  return `${traceId}/${spanId}/${startedAt}`;
}

function toStoredSpan(span: SpanRow, received: Received): StoredSpan {
  const startedAt = isoFromPostgres(span.startedAt);
  const endedAt = span.endedAt === null ? null : isoFromPostgres(span.endedAt);
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    kind: span.kind,
    startedAt,
    endedAt,
    durationMs: endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt),
    error: span.isError ? received.statusMessage || exceptionMessage(received.events) : null,
    model: span.model,
    promptTokens: span.promptTokens,
    completionTokens: span.completionTokens,
    totalTokens: span.totalTokens,
    costUsd: span.costNanoUsd === null ? null : span.costNanoUsd / 1e9,
    attributes: received.attributes,
    events: received.events,
    links: received.links,
    resource: received.resource,
    scope: received.scope,
    statusCode: received.statusCode,
    statusMessage: received.statusMessage,
    traceState: received.traceState,
  };
}

function exceptionMessage(events: StoredSpan["events"]): string {
  const message = events.find(({ name }) => name === "exception")?.attributes["exception.message"];
  return typeof message === "string" ? message : "";
}
