import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

/** ISO 8601 strings with microseconds: a Date would lose them. */
const time = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 6, mode: "string" });
const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const count = (name: string) => bigint(name, { mode: "number" });

export const projects = pgTable("projects", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  name: text("name").notNull().unique(),
  createdAt: time("created_at").notNull(),
});

export const traceHomes = pgTable("trace_homes", {
  traceKey: uuid("trace_key").primaryKey(),
  projectId: integer("project_id").notNull(),
  traceId: text("trace_id").notNull(),
  sessionKey: uuid("session_key").notNull(),
  hasSeveralSessions: boolean("has_several_sessions").notNull(),
  revision: integer("revision").notNull(),
});

export const sessions = pgTable("sessions", {
  sessionKey: uuid("session_key").primaryKey(),
  projectId: integer("project_id").notNull(),
  startedAt: time("started_at").notNull(),
  lastActivityAt: time("last_activity_at").notNull(),
  durationMs: count("duration_ms").notNull(),
  turns: integer("turns").notNull(),
  traces: integer("traces").notNull(),
  spans: integer("spans").notNull(),
  errors: integer("errors").notNull(),
  promptTokens: count("prompt_tokens"),
  completionTokens: count("completion_tokens"),
  totalTokens: count("total_tokens"),
  tokensPartial: boolean("tokens_partial").notNull(),
  costNanoUsd: count("cost_nano_usd"),
  costPartial: boolean("cost_partial").notNull(),
  costComputed: boolean("cost_computed").notNull(),
  userId: text("user_id"),
  facetSetId: uuid("facet_set_id"),
  settled: boolean("settled").notNull(),
  touchedAt: time("touched_at").notNull(),
  revision: integer("revision").notNull(),
});

export const sessionTexts = pgTable("session_texts", {
  sessionKey: uuid("session_key").primaryKey(),
  projectId: integer("project_id").notNull(),
  sessionId: text("session_id").notNull(),
  title: text("title"),
  lastOutput: text("last_output"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
});

export const facetSets = pgTable("facet_sets", {
  id: uuid("id").primaryKey(),
  projectId: integer("project_id").notNull(),
  facets: text("facets").array().notNull(),
});

export const traces = pgTable(
  "traces",
  {
    sessionKey: uuid("session_key").notNull(),
    traceId: text("trace_id").notNull(),
    projectId: integer("project_id").notNull(),
    sessionId: text("session_id"),
    startedAt: time("started_at").notNull(),
    lastActivityAt: time("last_activity_at").notNull(),
    spans: integer("spans").notNull(),
    errors: integer("errors").notNull(),
    calls: integer("calls").notNull(),
    promptTokens: count("prompt_tokens"),
    completionTokens: count("completion_tokens"),
    totalTokens: count("total_tokens"),
    callsWithoutTokens: integer("calls_without_tokens").notNull(),
    costNanoUsd: count("cost_nano_usd"),
    callsWithoutCost: integer("calls_without_cost").notNull(),
    costComputed: boolean("cost_computed").notNull(),
    userId: text("user_id"),
    models: text("models").array().notNull(),
    tags: text("tags").array().notNull(),
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
    rootSpanId: text("root_span_id").notNull(),
    question: text("question"),
    questionAt: time("question_at"),
    answer: text("answer"),
    answerAt: time("answer_at"),
    isCarrier: boolean("is_carrier").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionKey, t.traceId] })],
);

/** Partitioned by week of started_at, like span_payloads and span_texts. */
export const spans = pgTable(
  "spans",
  {
    sessionKey: uuid("session_key").notNull(),
    traceId: text("trace_id").notNull(),
    spanId: text("span_id").notNull(),
    startedAt: time("started_at").notNull(),
    projectId: integer("project_id").notNull(),
    parentSpanId: text("parent_span_id"),
    endedAt: time("ended_at"),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    model: text("model"),
    isError: boolean("is_error").notNull(),
    isLevelError: boolean("is_level_error").notNull(),
    sessionId: text("session_id"),
    userId: text("user_id"),
    tags: text("tags").array(),
    metadata: jsonb("metadata").$type<Record<string, string>>(),
    promptTokens: count("prompt_tokens"),
    completionTokens: count("completion_tokens"),
    totalTokens: count("total_tokens"),
    costNanoUsd: count("cost_nano_usd"),
    costComputed: boolean("cost_computed").notNull(),
    isCall: boolean("is_call").notNull(),
    isCandidate: boolean("is_candidate").notNull(),
    questionKey: text("question_key"),
    hasHistory: boolean("has_history").notNull(),
    hasAnswer: boolean("has_answer").notNull(),
    messageCount: integer("message_count").notNull(),
    isCarrier: boolean("is_carrier").notNull(),
    arrival: count("arrival").notNull(),
    /** Where its payload is, in the week it starts. null: under its own id and start, alone. */
    chunkId: text("chunk_id"),
    chunkPlace: integer("chunk_place"),
    payloadBytes: integer("payload_bytes").notNull(),
    payloadHash: bigint("payload_hash", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionKey, t.traceId, t.spanId, t.startedAt] })],
);

/** Some spans of a trace as received (db/span-payload.ts). */
export const spanPayloads = pgTable(
  "span_payloads",
  {
    sessionKey: uuid("session_key").notNull(),
    traceId: text("trace_id").notNull(),
    chunkId: text("chunk_id").notNull(),
    startedAt: time("started_at").notNull(),
    payload: bytea("payload").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionKey, t.traceId, t.chunkId, t.startedAt] })],
);

/** What a reader of the conversation needs of a span (db/span-digest.ts), previews, and the words
 * to search. `search` is a tsvector, known to SQL alone. */
export const spanTexts = pgTable(
  "span_texts",
  {
    sessionKey: uuid("session_key").notNull(),
    traceId: text("trace_id").notNull(),
    spanId: text("span_id").notNull(),
    startedAt: time("started_at").notNull(),
    question: text("question"),
    answer: text("answer"),
    digest: text("digest").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionKey, t.traceId, t.spanId, t.startedAt] })],
);

export const annotations = pgTable(
  "annotations",
  {
    sessionKey: uuid("session_key").notNull(),
    target: text("target", { enum: ["session", "trace", "span"] }).notNull(),
    traceId: text("trace_id").notNull(),
    spanId: text("span_id").notNull(),
    name: text("name").notNull(),
    identifier: text("identifier").notNull(),
    id: uuid("id").notNull(),
    projectId: integer("project_id").notNull(),
    label: text("label"),
    score: doublePrecision("score"),
    explanation: text("explanation"),
    annotatorKind: text("annotator_kind", { enum: ["LLM", "CODE", "HUMAN"] }).notNull(),
    /** JSON. */
    metadata: text("metadata"),
    source: text("source", { enum: ["API", "APP", "SPAN"] }).notNull(),
    sourceTraceId: text("source_trace_id"),
    createdAt: time("created_at").notNull(),
    updatedAt: time("updated_at").notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.sessionKey, t.target, t.traceId, t.spanId, t.name, t.identifier],
    }),
  ],
);

/** project_id 0: of whichever project the target turns up in. */
export const pendingAnnotations = pgTable(
  "pending_annotations",
  {
    projectId: integer("project_id").notNull(),
    id: uuid("id").notNull(),
    target: text("target", { enum: ["session", "trace", "span"] }).notNull(),
    targetId: text("target_id").notNull(),
    name: text("name").notNull(),
    identifier: text("identifier").notNull(),
    label: text("label"),
    score: doublePrecision("score"),
    explanation: text("explanation"),
    annotatorKind: text("annotator_kind", { enum: ["LLM", "CODE", "HUMAN"] }).notNull(),
    /** JSON. */
    metadata: text("metadata"),
    createdAt: time("created_at").notNull(),
    updatedAt: time("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.id] })],
);
