import type { Message } from "@/lib/openinference/span-facts";
import type { SpanIndex } from "./span-ancestors";
import type { ConversationSpan, TurnToolCall } from "./turn";

/** What was said longer ago than this counts as not said, so that a page of a long conversation
 * reads the same however one comes to it. */
export const TURNS_REMEMBERED = 25;
/** A tool's result comes with the turn that asked for it or with one of the next. */
export const TURNS_TO_A_RESULT = 5;

/** What the reader has seen of a session so far, turn by turn, so that nothing is shown twice. Each
 * entry says in which turn that was last. What is noted must not depend on what was noted earlier:
 * else a page would read differently from its conversation. */
export interface ConversationMemory {
  index: SpanIndex;
  /** Spans whose error is their own. */
  errors: ReadonlySet<ConversationSpan>;
  /** Position of the turn that is being read. */
  turn: number;
  systems: Map<string, number>;
  /** The system prompt of the latest turn's first call. */
  leadSystem: { text: string; turn: number } | null;
  users: Map<string, number>;
  /** User messages since the last answer: the application sends them again. */
  unanswered: Map<string, number>;
  /** The latest call of a tool under each id. */
  toolCalls: Map<string, { call: TurnToolCall; turn: number }>;
  /** Tool calls whose result was not seen yet, in order. */
  openCalls: Map<TurnToolCall, number>;
}

export function emptyMemory(
  index: SpanIndex,
  errors: ReadonlySet<ConversationSpan>,
): ConversationMemory {
  return {
    index,
    errors,
    turn: 0,
    systems: new Map(),
    leadSystem: null,
    users: new Map(),
    unanswered: new Map(),
    toolCalls: new Map(),
    openCalls: new Map(),
  };
}

/** Whether what was noted in that turn still counts. */
export function isRemembered(
  memory: ConversationMemory,
  turn: number | undefined,
  turns = TURNS_REMEMBERED,
): boolean {
  return turn !== undefined && memory.turn - turn <= turns;
}

/** Equal for messages that read the same. */
export function messageKey({ role, text, attachments = [] }: Message): string {
  const ends = attachments.map(
    ({ kind, source }) => `${kind} ${source.length} ${source.slice(-64)}`,
  );
  return [role, ...ends, text].join("\n");
}
