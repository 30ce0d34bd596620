import { cleanText, cutText } from "@/lib/clean-text";
import { callFacts } from "@/lib/conversation/call-facts";
import type { Message, SpanFacts } from "@/lib/openinference/span-facts";
import type { Span } from "@/lib/otlp/span";
import { searchWords } from "@/lib/sessions/search-words";
import type { PilePlace } from "./byte-pile";
import { isoFromNano } from "./iso-time";
import type { RecordField } from "./record-text";
import { writeDigest } from "./span-digest";

/** What a reader of the conversation gets of a span, and the words to search. */
interface SpanText {
  question: string | null;
  answer: string | null;
  digest: string;
  search: string | null;
}

const previewLength = 300;
const searchLength = 100_000;

interface SpanPlace {
  ord: number;
  traceKey: string;
  projectId: number;
  /** Grows with time. */
  arrival: number;
  /** Where its payload stands. */
  chunk: { id: string; place: number };
  /** Before packing. */
  payloadBytes: number;
  payloadHash: bigint;
}

/** The fields of the SQL type incoming_span, in its order. */
export function toSpanFields(span: Span, facts: SpanFacts, place: SpanPlace): RecordField[] {
  const call = callFacts(facts);
  return [
    place.ord,
    place.traceKey,
    place.projectId,
    span.traceId,
    span.spanId,
    span.parentSpanId,
    isoFromNano(span.startUnixNano),
    span.endUnixNano === null ? null : isoFromNano(span.endUnixNano),
    cutText(span.name, 1_000),
    facts.kind,
    clean(facts.model),
    facts.error !== null,
    facts.isLevelError,
    clean(facts.sessionId),
    clean(facts.userId),
    facts.tags.length > 0 ? facts.tags.map(cleanText) : null,
    metadataJson(facts.metadata),
    facts.promptTokens,
    facts.completionTokens,
    facts.totalTokens,
    facts.costNanoUsd,
    facts.costComputed,
    call.isCall,
    call.isCandidate,
    call.questionKey,
    call.hasHistory,
    call.hasAnswer,
    call.messageCount,
    facts.isCarrier,
    place.arrival,
    place.chunk.id,
    place.chunk.place,
    place.payloadBytes,
    String(place.payloadHash),
  ];
}

interface TextPlace {
  ord: number;
  digest: PilePlace;
  search: PilePlace | null;
}

/** The fields of the SQL type incoming_text, in its order. */
export function toTextFields(text: SpanText, { ord, digest, search }: TextPlace): RecordField[] {
  const { question, answer } = text;
  return [
    ...[ord, question, answer, digest.at, digest.size],
    ...[search?.at ?? null, search?.size ?? null],
  ];
}

/** null when the span has nothing to read. `isBelow`: it stands below another span. `isSearched`: its
 * words are those of the conversation, which wrappers of model calls only repeat. */
export function toSpanText(
  facts: SpanFacts,
  { isBelow, isSearched }: { isBelow: boolean; isSearched: boolean },
): SpanText | null {
  const digest = writeDigest(facts, isBelow);
  if (digest === null) return null;
  const { input, output } = facts.call && callFacts(facts).isCall ? callTexts(facts.call) : facts;
  return {
    question: preview(input),
    answer: preview(output),
    digest,
    search: isSearched ? searchText(input, output) : null,
  };
}

/** What the user said and what came back, of one model call. */
function callTexts(call: NonNullable<SpanFacts["call"]>) {
  return {
    input: joinTexts(call.tail.filter(({ role }) => role === "user")),
    output: joinTexts(call.output.filter(({ role }) => role === "assistant")),
  };
}

function joinTexts(messages: Message[]): string | null {
  const text = messages
    .map((message) => message.text)
    .filter((part) => part.trim() !== "")
    .join("\n\n");
  return text === "" ? null : text;
}

function clean(text: string | null): string | null {
  return text === null ? null : cleanText(text);
}

function preview(text: string | null): string | null {
  return text === null || text.trim() === ""
    ? null
    : cutText(cleanText(text.trim()), previewLength);
}

function searchText(input: string | null, output: string | null): string | null {
  const text = [input, output].filter((part) => part !== null).join("\n");
  return text === "" ? null : searchWords(cutText(cleanText(text), searchLength));
}

function metadataJson(metadata: Record<string, string>): string | null {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return null;
  return JSON.stringify(Object.fromEntries(entries.map(cleanEntry)));
}

function cleanEntry([key, value]: [string, string]): [string, string] {
  return [cleanText(key), cleanText(value)];
}
