import type { Turn } from "@/lib/conversation/turn";
import type { Annotation, SessionRow } from "@/lib/sessions/session-row";

export interface SessionWithMetadata extends SessionRow {
  metadata: Record<string, unknown>;
}

/** A whole conversation. The public document of the JSON pane is derived from it. */
export interface SessionDetail {
  session: SessionWithMetadata;
  turns: Turn[];
  /** Of the session, its traces and its spans. */
  annotations: Annotation[];
}

/** Some turns of a conversation, and what was judged of them. */
export interface TurnPage {
  turns: Turn[];
  /** The longest texts were cut, and say so. */
  isCut: boolean;
  annotations: Annotation[];
}

/** Every turn in short. Positions count from 0. */
export interface TurnOutline {
  /** The first words of each turn's question; null: none was seen. */
  questions: (string | null)[];
  /** Turns in which something failed. */
  failed: number[];
  /** Turns that were judged. */
  judged: number[];
}

/** What stands around the turns. */
export interface SessionHead {
  session: SessionWithMetadata;
  outline: TurnOutline;
  /** Of the session itself. */
  annotations: Annotation[];
}

/** `GET …/sessions/{id}/conversation`: all that the first screen of a session needs. */
export interface SessionOpening extends SessionHead {
  first: TurnPage;
}

/** Turns are read in pages of so many. */
export const PAGE_TURNS = 25;
