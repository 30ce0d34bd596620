import type { SpanFacts } from "@/lib/openinference/span-facts";

/** What the opening rule of turns asks of a span; the database stores it per span and counts turns
 * by the same rule (see derive-turns). */
export interface CallFacts {
  /** A model call that carries messages. */
  isCall: boolean;
  /** A call whose last message is the user's: it may open a turn. */
  isCandidate: boolean;
  questionKey: string | null;
  hasHistory: boolean;
  /** An assistant text came back. */
  hasAnswer: boolean;
  messageCount: number;
}

const NOT_A_CALL: CallFacts = {
  isCall: false,
  isCandidate: false,
  questionKey: null,
  hasHistory: false,
  hasAnswer: false,
  messageCount: 0,
};

export function callFacts(facts: Pick<SpanFacts, "kind" | "call">): CallFacts {
  const { kind, call } = facts;
  if (kind !== "LLM" || call === null) return NOT_A_CALL;
  if (call.messageCount === 0 && call.output.length === 0) return NOT_A_CALL;
  return {
    isCall: true,
    isCandidate: call.lastRole === "user",
    questionKey: call.questionKey,
    hasHistory: call.hasHistory,
    hasAnswer: call.output.some(({ role, text }) => role === "assistant" && text.trim() !== ""),
    messageCount: call.messageCount,
  };
}
