import { cleanText, cutText } from "@/lib/clean-text";
import { callFacts } from "@/lib/conversation/call-facts";
import type { Message, SpanFacts } from "@/lib/openinference/span-facts";
import type { Span } from "@/lib/otlp/span";
import { searchWords } from "@/lib/sessions/search-words";
import { isoFromNano } from "./iso-time";
import { traceKey } from "./session-key";
import { writeDigest } from "./span-digest";

/** A row of the SQL type incoming_span. */
export type SpanRow = ReturnType<typeof toSpanRow>;

/** What a reader of the conversation gets of a span, and the words to search. */
export interface SpanTextRow {
  ord: number;
  question: string | null;
  answer: string | null;
  digest: string;
  search: string | null;
}

const previewLength = 300;
const searchLength = 100_000;

/** `arrival` grows with time. */
export function toSpanRow(
  span: Span,
  facts: SpanFacts,
  place: { projectId: number; ord: number; arrival: number },
) {
  const call = callFacts(facts);
  return {
    ord: place.ord,
    trace_key: traceKey(place.projectId, span.traceId),
    project_id: place.projectId,
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId,
    started_at: isoFromNano(span.startUnixNano),
    ended_at: span.endUnixNano === null ? null : isoFromNano(span.endUnixNano),
    name: cutText(span.name, 1_000),
    kind: facts.kind,
    model: clean(facts.model),
    is_error: facts.error !== null,
    is_level_error: facts.isLevelError,
    session_id: clean(facts.sessionId),
    user_id: clean(facts.userId),
    tags: facts.tags.length > 0 ? facts.tags.map(cleanText) : null,
    metadata: cleanMetadata(facts.metadata),
    prompt_tokens: facts.promptTokens,
    completion_tokens: facts.completionTokens,
    total_tokens: facts.totalTokens,
    cost_nano_usd: facts.costNanoUsd,
    cost_computed: facts.costComputed,
    is_call: call.isCall,
    is_candidate: call.isCandidate,
    question_key: call.questionKey,
    has_history: call.hasHistory,
    has_answer: call.hasAnswer,
    message_count: call.messageCount,
    is_carrier: facts.isCarrier,
    arrival: place.arrival,
  };
}

/** null when the span has nothing to read. `isBelow`: it stands below another span. `isSearched`: its
 * words are those of the conversation, which wrappers of model calls only repeat. */
export function toSpanTextRow(
  facts: SpanFacts,
  { ord, isBelow, isSearched }: { ord: number; isBelow: boolean; isSearched: boolean },
): SpanTextRow | null {
  const digest = writeDigest(facts, isBelow);
  if (digest === null) return null;
  const { input, output } = facts.call && callFacts(facts).isCall ? callTexts(facts.call) : facts;
  return {
    ord,
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

function cleanMetadata(metadata: Record<string, string>): Record<string, string> | null {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return null;
  return Object.fromEntries(entries.map(([key, value]) => [cleanText(key), cleanText(value)]));
}
