import type { Message, SpanFacts } from "@/lib/openinference/span-facts";

/** A stored span as turns are derived from it. Times are ISO 8601 UTC with microseconds. */
export interface ConversationSpan
  extends Pick<
    SpanFacts,
    | "kind"
    | "model"
    | "promptTokens"
    | "completionTokens"
    | "totalTokens"
    | "costNanoUsd"
    | "costComputed"
    | "error"
    | "call"
    | "tool"
    | "input"
    | "output"
  > {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  startedAt: string;
  /** null: still running. */
  endedAt: string | null;
  /** Order of arrival; grows, resends keep the first. */
  arrival: number;
}

export interface TurnToolCall {
  id: string | null;
  name: string;
  arguments: unknown;
  /** null: no result was seen. */
  result: unknown;
  error: string | null;
  latencyMs: number | null;
  /** Where it was asked for (or, without a model call, where it ran). */
  traceId: string;
  spanId: string;
}

export interface TurnError {
  message: string;
  spanId: string;
  traceId: string;
  spanName: string;
}

/** One thing that happened in a turn, in order, as the reader shows it. */
export type TurnStep =
  | { type: "system"; text: string; traceId: string; spanId: string; at: string }
  | {
      type: "message";
      message: Message;
      traceId: string;
      spanId: string;
      at: string;
      model: string | null;
    }
  | { type: "tool"; call: TurnToolCall; at: string }
  | { type: "error"; error: TurnError; at: string };

/** One user message and everything the application did until the next one. */
export interface Turn {
  /** 1-based. */
  index: number;
  startedAt: string;
  endedAt: string | null;
  latencyMs: number | null;
  /** null: no user message was seen. */
  user: string | null;
  /** The last assistant text; null: no answer. */
  assistant: string | null;
  /** Messages before this turn that the first call of the session already carried. */
  earlierMessages: number;
  steps: TurnStep[];
  toolCalls: TurnToolCall[];
  errors: TurnError[];
  models: string[];
  traceIds: string[];
  spanIds: string[];
  promptTokens: number | null;
  completionTokens: number | null;
  totalTokens: number | null;
  tokensPartial: boolean;
  costUsd: number | null;
  costPartial: boolean;
}
