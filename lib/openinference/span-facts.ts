/** What Colloquy reads out of one span's attributes. The declared mapping tables of this folder
 * fill it; nothing after this point looks at vendor attribute names. */

export const SPAN_KINDS = [
  "LLM",
  "CHAIN",
  "AGENT",
  "TOOL",
  "RETRIEVER",
  "EMBEDDING",
  "RERANKER",
  "GUARDRAIL",
  "EVALUATOR",
  "PROMPT",
  "UNKNOWN",
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

export type MessageRole = "system" | "user" | "assistant" | "tool" | "other";

export interface MessageToolCall {
  id: string | null;
  name: string;
  /** Parsed JSON where it parses (up to twice encoded), else the text. */
  arguments: unknown;
}

/** One message, reduced to what a reader sees. */
export interface Message {
  role: MessageRole;
  /** All text parts, joined by blank lines; "" when there are none. */
  text: string;
  /** Chain of thought, where the model reported one. */
  reasoning?: string;
  toolCalls?: MessageToolCall[];
  /** On a tool result: the call that it answers. */
  toolCallId?: string;
  /** On a tool result: the tool's name, if given. */
  name?: string;
  /** Parts that are not text: a file, an image, audio; described, never fetched. */
  attachments?: {
    kind: string;
    mimeType: string | null /** data: or remote URL, or name */;
    source: string;
  }[];
}

/** The messages of one model call, reduced to what is new in it. */
export interface ModelCall {
  /** Non-system input messages of the call: the whole history as the model saw it. */
  messageCount: number;
  /** Role of the last non-system input message. */
  lastRole: MessageRole | null;
  /** Set when lastRole is user: names this question within the stream, a hash over its text and
   * how often that text occurs among the user messages of the call. */
  questionKey: string | null;
  /** An assistant message stands before the last user message. */
  hasHistory: boolean;
  /** The system prompt, all system messages joined; null when none. */
  system: string | null;
  /** The input messages after the last assistant message, without system messages. */
  tail: Message[];
  output: Message[];
}

export interface SpanAnnotation {
  target: "session" | "trace" | "span";
  /** Set when a link names another trace or span as the target. */
  traceId: string | null;
  spanId: string | null;
  name: string;
  label: string | null;
  score: number | null;
  explanation: string | null;
  annotatorKind: "LLM" | "CODE" | "HUMAN";
  identifier: string;
  metadata: Record<string, unknown> | null;
}

export interface ToolRun {
  name: string | null;
  callId: string | null;
  arguments: unknown;
  result: unknown;
}

export interface SpanFacts {
  kind: SpanKind;
  sessionId: string | null;
  userId: string | null;
  tags: string[];
  /** Flat: nested values are JSON text, long values are cut. */
  metadata: Record<string, string>;
  model: string | null;
  /** null: not reported. */
  promptTokens: number | null;
  completionTokens: number | null;
  totalTokens: number | null;
  /** Integer nano-USD (1e-9 USD), so that sums do not depend on their order; null: unknown. */
  costNanoUsd: number | null;
  /** true: computed from model and tokens, not reported. */
  costComputed: boolean;
  /** null: no error; else its message ("" when it has none). */
  error: string | null;
  /** In error by its own level alone (Langfuse), not by status or exception: the span above it often
   * carries the status of the same failure. */
  isLevelError: boolean;
  /** LLM spans whose messages could be read. */
  call: ModelCall | null;
  /** TOOL spans. */
  tool: ToolRun | null;
  /** Readable text of what went in and came out of other spans; LLM spans without messages too. */
  input: string | null;
  output: string | null;
  annotations: SpanAnnotation[];
  /** A post-hoc evaluation that judges another span, trace or session, and is no turn itself. */
  isCarrier: boolean;
}
