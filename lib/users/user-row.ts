export interface UserRow {
  userId: string;
  sessions: number;
  firstSeenAt: string;
  lastSeenAt: string;
  turns: number;
  traces: number;
  errors: number;
  totalTokens: number | null;
  tokensPartial: boolean;
  costUsd: number | null;
  costPartial: boolean;
  /** Sessions by "name=label". */
  outcomes: Record<string, number>;
}
