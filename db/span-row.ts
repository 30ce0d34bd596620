import { cleanText, cutText } from "@/lib/clean-text";
import { callFacts } from "@/lib/conversation/call-facts";
import type { Message, SpanFacts } from "@/lib/openinference/span-facts";
import type { Span } from "@/lib/otlp/span";
import { searchWords } from "@/lib/sessions/search-words";
import { isoFromNano } from "./iso-time";
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

/** What is known of a span, without what is long. `arrival` grows with time. */
export function toSpanRow(
  span: Span,
  facts: SpanFacts,
  place: { traceKey: string; projectId: number; ord: number; arrival: number },
) {
  return {
    ...place,
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    startedAt: isoFromNano(span.startUnixNano),
    endedAt: span.endUnixNano === null ? null : isoFromNano(span.endUnixNano),
    name: cutText(span.name, 1_000),
    kind: facts.kind,
    model: clean(facts.model),
    isError: facts.error !== null,
    isLevelError: facts.isLevelError,
    sessionId: clean(facts.sessionId),
    userId: clean(facts.userId),
    tags: facts.tags.length > 0 ? facts.tags.map(cleanText) : null,
    metadata: metadataJson(facts.metadata),
    promptTokens: facts.promptTokens,
    completionTokens: facts.completionTokens,
    totalTokens: facts.totalTokens,
    costNanoUsd: facts.costNanoUsd,
    costComputed: facts.costComputed,
    ...callFacts(facts),
    isCarrier: facts.isCarrier,
  };
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
  const clean = entries.map(([key, value]) => [cleanText(key), cleanText(value)]);
  return JSON.stringify(Object.fromEntries(clean));
}
