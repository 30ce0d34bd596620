/** What can be done from within a turn; one object for all of them, so that none renders again. */
export interface TurnActions {
  goTo: (index: number) => void;
  openTrace: (traceId: string, spanId?: string) => void;
  openSpans: (index: number) => void;
  /** Opens the form on that turn; null closes it. */
  annotate: (index: number | null) => void;
}
