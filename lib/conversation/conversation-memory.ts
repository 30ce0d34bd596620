import type { Message } from "@/lib/openinference/span-facts";
import type { SpanIndex } from "./span-ancestors";
import type { ConversationSpan, TurnToolCall } from "./turn";

/** What the reader has seen of a session so far, turn by turn, so that nothing is shown twice. */
export interface ConversationMemory {
  index: SpanIndex;
  /** Spans whose error is their own. */
  errors: ReadonlySet<ConversationSpan>;
  systems: Set<string>;
  /** The system prompt of the latest turn's first call. */
  leadSystem: string | null;
  users: Set<string>;
  /** User messages shown since the last answer: the application sends them again. */
  unanswered: Set<string>;
  /** The latest call of a tool under each id. */
  toolCalls: Map<string, TurnToolCall>;
  /** Tool calls whose result was not seen yet, in order. */
  openCalls: Set<TurnToolCall>;
}

export function emptyMemory(
  index: SpanIndex,
  errors: ReadonlySet<ConversationSpan>,
): ConversationMemory {
  return {
    index,
    errors,
    systems: new Set(),
    leadSystem: null,
    users: new Set(),
    unanswered: new Set(),
    toolCalls: new Map(),
    openCalls: new Set(),
  };
}

/** Equal for messages that read the same. */
export function messageKey({ role, text, attachments = [] }: Message): string {
  const ends = attachments.map(
    ({ kind, source }) => `${kind} ${source.length} ${source.slice(-64)}`,
  );
  return [role, ...ends, text].join("\n");
}
