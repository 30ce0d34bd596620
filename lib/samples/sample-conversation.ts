/** What happened in one sample conversation, before it is told as spans. */

export type SampleApp = "support" | "docs" | "coding";

export interface SampleToolCall {
  name: string;
  arguments: Record<string, unknown>;
  result: unknown;
  /** Set: the tool threw this. */
  error: string | null;
  latencyMs: number;
}

export interface SampleDocument {
  id: string;
  title: string;
  text: string;
  score: number;
}

export const SAMPLE_FAILURES = ["rate_limit", "timeout", "overloaded"] as const;
export type SampleFailure = (typeof SAMPLE_FAILURES)[number];

export type SampleStep =
  | { type: "tools"; text: string; calls: SampleToolCall[] }
  | { type: "answer"; text: string; streamed: boolean }
  | { type: "failure"; failure: SampleFailure };

/** One judgement: label and why. The score follows from the label. */
export interface SampleVerdict {
  name: string;
  label: string;
  score: number;
  explanation: string;
  annotatorKind: "LLM" | "CODE" | "HUMAN";
  identifier: string;
}

export interface SampleTurn {
  user: string;
  /** Between the previous answer and this message. */
  pauseMs: number;
  /** Looked up before the model is asked; null: no retrieval. */
  documents: SampleDocument[] | null;
  steps: SampleStep[];
  /** Judgements of this turn's trace. */
  verdicts: SampleVerdict[];
}

export interface SampleConversation {
  app: SampleApp;
  turns: SampleTurn[];
  /** Judgements of the session. */
  verdicts: SampleVerdict[];
  tags: string[];
}
