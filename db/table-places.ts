/** Where each table's rows stand on a Citus cluster. In shards: spread over the workers by
 * session_key, so that all of a session is on one. Everywhere: few rows, which others are joined to.
 * Coordinator: no session_key says where a row belongs; what is locked, queued or summed up. */
export type TablePlace = "shards" | "everywhere" | "coordinator";

/** In the order in which they are distributed. */
export const tablePlaces = {
  projects: "everywhere",
  facet_sets: "everywhere",
  sessions: "shards",
  session_texts: "shards",
  traces: "shards",
  spans: "shards",
  span_payloads: "shards",
  span_texts: "shards",
  annotations: "shards",
  // Writers take their first locks here, in one order: on one node that order is kept.
  trace_homes: "coordinator",
  pending_annotations: "coordinator",
  session_changes: "coordinator",
  session_hours: "coordinator",
  session_days: "coordinator",
  session_facets: "coordinator",
  session_durations: "coordinator",
  users: "coordinator",
  user_outcomes: "coordinator",
} as const satisfies Record<string, TablePlace>;
