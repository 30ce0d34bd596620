import { and, between, eq, inArray } from "drizzle-orm";
import type { StoredSpan } from "@/lib/trace/stored-span";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import type { TimeBounds } from "./plan-session";
import { spanPayloads, spans, traces } from "./schema";
import { unpackPayload } from "./span-payload";

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
  { startedAt, lastActivityAt }: TimeBounds,
): Promise<StoredSpan[]> {
  const ids = new Set(places.map(({ spanId }) => spanId));
  const traceIds = new Set(places.map(({ traceId }) => traceId));
  const rows = await database()
    .db.select({ span: spans, payload: spanPayloads.payload })
    .from(spans)
    .innerJoin(
      spanPayloads,
      and(
        eq(spanPayloads.sessionKey, spans.sessionKey),
        eq(spanPayloads.traceId, spans.traceId),
        eq(spanPayloads.spanId, spans.spanId),
        eq(spanPayloads.startedAt, spans.startedAt),
        between(spanPayloads.startedAt, startedAt, lastActivityAt),
      ),
    )
    .where(
      and(
        eq(spans.sessionKey, sessionKey),
        inArray(spans.traceId, [...traceIds]),
        inArray(spans.spanId, [...ids]),
        between(spans.startedAt, startedAt, lastActivityAt),
      ),
    );
  const stored = new Map(rows.map((row) => [placeKey(row.span), row]));
  return places.flatMap((place) => {
    const row = stored.get(placeKey(place));
    return row ? toStoredSpan(row) : [];
  });
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

/** Payloads are JSON that unpackPayload writes, so their shape is known. */
type Payload = Pick<
  StoredSpan,
  | "attributes"
  | "events"
  | "links"
  | "resource"
  | "scope"
  | "statusCode"
  | "statusMessage"
  | "traceState"
>;

function parsePayload(json: string): Payload {
  return JSON.parse(json);
}

function toStoredSpan({
  span,
  payload,
}: {
  span: typeof spans.$inferSelect;
  payload: Uint8Array;
}): StoredSpan {
  const received = parsePayload(unpackPayload(payload));
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
