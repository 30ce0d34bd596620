export interface FacetValue {
  value: string;
  count: number;
}

/** Counts under the current filter, each facet without its own. */
export interface SessionFacets {
  model: FacetValue[];
  tag: FacetValue[];
  /** Values are "name:label". */
  outcome: FacetValue[];
  error: FacetValue[];
}

export interface SessionStats {
  sessions: number;
  users: number;
  traces: number;
  totalTokens: number | null;
  tokensPartial: boolean;
  costUsd: number | null;
  costPartial: boolean;
  /** Sessions with an error, 0 to 1; null without sessions. */
  errorRate: number | null;
  durationP50Ms: number | null;
  durationP95Ms: number | null;
  /** true: within 1 % of the percentiles, over more sessions than are sorted. */
  durationApproximate: boolean;
}

export interface ActivityBucket {
  startedAt: string;
  sessions: number;
  errors: number;
}

export interface SessionActivity {
  bucketMs: number;
  buckets: ActivityBucket[];
}
