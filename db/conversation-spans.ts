import type { SpanSkeleton } from "@/lib/conversation/needed-spans";
import type { ConversationSpan } from "@/lib/conversation/turn";
import { shortenTexts } from "@/lib/json/shorten-texts";
import { SPAN_KINDS, type SpanKind } from "@/lib/openinference/span-facts";
import { database } from "./client";
import { isoFromPostgres } from "./iso-time";
import { micros, type TimeBounds } from "./plan-session";
import { readDigest } from "./span-digest";

/** A span without what it says. Times as Postgres writes them. */
interface NarrowSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  startedAt: string;
  endedAt: string | null;
  arrival: number;
  kind: string;
  model: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  totalTokens: number | null;
  costNanoUsd: number | null;
  costComputed: boolean;
  isError: boolean;
}

/** Every span of a session with what it says, without the carriers of evaluations. */
export async function readConversationSpans(
  key: string,
  { startedAt, lastActivityAt }: TimeBounds,
): Promise<ConversationSpan[]> {
  const { sql } = database();
  const rows = await sql<(NarrowSpan & { digest: string | null })[]>`
    select ${narrowColumns()}, x.digest
    from spans s
    left join span_texts x on x.session_key = s.session_key and x.trace_id = s.trace_id
      and x.span_id = s.span_id and x.started_at = s.started_at
      and x.started_at between ${startedAt} and ${lastActivityAt}
    where s.session_key = ${key} and not s.is_carrier
      and s.started_at between ${startedAt} and ${lastActivityAt}`;
  return rows.map(({ digest, ...span }) => toConversationSpan(span, digest));
}

export interface PlacedSkeleton extends SpanSkeleton {
  /** As Postgres writes it. */
  startedAt: string;
}

/** Of whole traces, without the carriers of evaluations. */
export function readSkeletons(
  key: string,
  traceIds: readonly string[],
  { startedAt, lastActivityAt }: TimeBounds,
) {
  const { sql } = database();
  return sql<PlacedSkeleton[]>`
    select trace_id as "traceId", span_id as "spanId", parent_span_id as "parentSpanId",
      started_at as "startedAt", ${micros("started_at")} as start, is_error as "isError",
      kind = 'LLM' as "isLlm", total_tokens is not null as "hasTokens",
      cost_nano_usd is not null as "hasCost"
    from spans
    where session_key = ${key} and trace_id = any (${sql.array([...traceIds])}::text[])
      and not is_carrier and started_at between ${startedAt} and ${lastActivityAt}`;
}

const longDigest = 2_000_000;
const longestText = 200_000;

export interface SpansAt {
  spans: ConversationSpan[];
  /** The longest texts were cut, and say so. */
  isCut: boolean;
}

/** These spans with what they say; `whole`: however long that is. */
export async function readSpansAt(
  key: string,
  places: readonly PlacedSkeleton[],
  { startedAt, lastActivityAt }: TimeBounds,
  whole: boolean,
): Promise<SpansAt> {
  const { sql } = database();
  const column = (name: "traceId" | "spanId" | "startedAt") =>
    sql.array(places.map((place) => place[name]));
  const rows = await sql<(NarrowSpan & { digest: string | null })[]>`
    select ${narrowColumns()}, x.digest
    from unnest(${column("traceId")}::text[], ${column("spanId")}::text[], ${column("startedAt")}::text[]::timestamptz[])
      place (trace_id, span_id, started_at)
    join spans s on s.session_key = ${key} and s.trace_id = place.trace_id
      and s.span_id = place.span_id and s.started_at = place.started_at
      and s.started_at between ${startedAt} and ${lastActivityAt}
    left join span_texts x on x.session_key = ${key} and x.trace_id = place.trace_id
      and x.span_id = place.span_id and x.started_at = place.started_at
      and x.started_at between ${startedAt} and ${lastActivityAt}`;
  const isLong = ({ digest }: { digest: string | null }) =>
    !whole && digest !== null && digest.length > longDigest;
  return {
    spans: rows.map((row) => {
      const { digest, ...span } = row;
      return toConversationSpan(
        span,
        digest !== null && isLong(row) ? shortenTexts(digest, longestText) : digest,
      );
    }),
    isCut: rows.some(isLong),
  };
}

function narrowColumns() {
  return database().sql`
    s.trace_id as "traceId", s.span_id as "spanId", s.parent_span_id as "parentSpanId", s.name,
    s.started_at as "startedAt", s.ended_at as "endedAt", s.arrival, s.kind, s.model,
    s.prompt_tokens as "promptTokens", s.completion_tokens as "completionTokens",
    s.total_tokens as "totalTokens", s.cost_nano_usd as "costNanoUsd",
    s.cost_computed as "costComputed", s.is_error as "isError"`;
}

function toConversationSpan(
  { isError, ...span }: NarrowSpan,
  json: string | null,
): ConversationSpan {
  const digest = readDigest(json);
  return {
    ...span,
    ...digest,
    error: digest.error ?? (isError ? "" : null),
    startedAt: isoFromPostgres(span.startedAt),
    endedAt: span.endedAt === null ? null : isoFromPostgres(span.endedAt),
    kind: readKind(span.kind),
  };
}

function readKind(kind: string): SpanKind {
  return SPAN_KINDS.find((known) => known === kind) ?? "UNKNOWN";
}
