/** What the list asks for every second; null in a project without sessions. */
export interface Pulse {
  changedAt: string | null;
  /** Differs whenever a session was written or deleted. */
  mark: string | null;
}
