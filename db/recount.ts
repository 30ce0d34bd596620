import type { sessions, spans, traces } from "./schema";

type StoredSpan = Pick<
  typeof spans.$inferSelect,
  | "traceId"
  | "spanId"
  | "parentSpanId"
  | "startedAt"
  | "endedAt"
  | "kind"
  | "model"
  | "isError"
  | "isLevelError"
  | "sessionId"
  | "userId"
  | "tags"
  | "promptTokens"
  | "completionTokens"
  | "totalTokens"
  | "costNanoUsd"
  | "costComputed"
  | "isCall"
  | "isCarrier"
>;

/** The columns of a trace's row that are figures, counted anew. */
export type TraceFigures = Pick<
  typeof traces.$inferSelect,
  | "sessionId"
  | "startedAt"
  | "lastActivityAt"
  | "spans"
  | "errors"
  | "calls"
  | "promptTokens"
  | "completionTokens"
  | "totalTokens"
  | "callsWithoutTokens"
  | "costNanoUsd"
  | "callsWithoutCost"
  | "costComputed"
  | "userId"
  | "models"
  | "tags"
  | "rootSpanId"
  | "isCarrier"
>;

export type SessionFigures = Pick<
  typeof sessions.$inferSelect,
  | "startedAt"
  | "lastActivityAt"
  | "traces"
  | "spans"
  | "errors"
  | "promptTokens"
  | "completionTokens"
  | "totalTokens"
  | "tokensPartial"
  | "costNanoUsd"
  | "costPartial"
  | "costComputed"
  | "userId"
>;

/** One trace from its spans, by the rules of lib/conversation and in plain code: what ingest() does
 * in SQL must come to the same. */
export function recountTrace(all: StoredSpan[]): TraceFigures {
  const ids = new Set(all.map(({ spanId }) => spanId));
  const ordered = [...all].sort(byStart);
  const [first] = ordered;
  if (!first) throw new Error("A trace has at least one span.");
  const root =
    ordered.find((span) => span.parentSpanId === null || !ids.has(span.parentSpanId)) ?? first;
  const llm = all.filter(({ kind }) => kind === "LLM");
  const tokens = countedBy(all, llm, (span) => span.totalTokens !== null);
  const cost = countedBy(all, llm, (span) => span.costNanoUsd !== null);
  return {
    sessionId: sessionOf(all, root),
    startedAt: first.startedAt,
    lastActivityAt: latest(
      all.flatMap(({ startedAt, endedAt }) =>
        endedAt === null ? [startedAt] : [startedAt, endedAt],
      ),
    ),
    spans: all.length,
    errors: countErrors(all),
    calls: all.filter(({ isCall }) => isCall).length,
    promptTokens: sum(tokens.spans, (span) => span.promptTokens),
    completionTokens: sum(tokens.spans, (span) => span.completionTokens),
    totalTokens: sum(tokens.spans, (span) => span.totalTokens),
    callsWithoutTokens: tokens.without,
    costNanoUsd: sum(cost.spans, (span) => span.costNanoUsd),
    callsWithoutCost: cost.without,
    costComputed: cost.spans.some((span) => span.costNanoUsd !== null && span.costComputed),
    userId: ordered.find(({ userId }) => userId !== null)?.userId ?? null,
    models: distinct(llm.flatMap(({ model }) => (model === null ? [] : [model]))),
    tags: distinct(all.flatMap(({ tags }) => tags ?? [])),
    rootSpanId: root.spanId,
    isCarrier: all.every(({ isCarrier }) => isCarrier),
  };
}

/** One session from its traces, carriers left out; null when nothing is left. */
export function recountSession(all: TraceFigures[]): SessionFigures | null {
  const counted = all.filter(({ isCarrier }) => !isCarrier);
  const ordered = [...counted].sort((a, b) => compare(a.startedAt, b.startedAt));
  const [first] = ordered;
  if (!first) return null;
  const totalTokens = sum(counted, (trace) => trace.totalTokens);
  const costNanoUsd = sum(counted, (trace) => trace.costNanoUsd);
  return {
    startedAt: first.startedAt,
    lastActivityAt: latest(counted.map(({ lastActivityAt }) => lastActivityAt)),
    traces: counted.length,
    spans: total(counted, (trace) => trace.spans),
    errors: total(counted, (trace) => trace.errors),
    promptTokens: sum(counted, (trace) => trace.promptTokens),
    completionTokens: sum(counted, (trace) => trace.completionTokens),
    totalTokens,
    tokensPartial: totalTokens !== null && counted.some((trace) => trace.callsWithoutTokens > 0),
    costNanoUsd,
    costPartial: costNanoUsd !== null && counted.some((trace) => trace.callsWithoutCost > 0),
    costComputed: counted.some((trace) => trace.costComputed),
    userId: ordered.find(({ userId }) => userId !== null)?.userId ?? null,
  };
}

/** The LLM spans, when any counts; else the topmost other span that does. */
function countedBy(all: StoredSpan[], llm: StoredSpan[], counts: (span: StoredSpan) => boolean) {
  const without = llm.filter((span) => !counts(span) && !span.isError).length;
  if (llm.some(counts)) return { spans: llm, without };
  const bearers = all.filter((span) => span.kind !== "EMBEDDING" && counts(span));
  const bearerIds = new Set(bearers.map(({ spanId }) => spanId));
  const [wrapper] = bearers
    .filter(({ parentSpanId }) => parentSpanId === null || !bearerIds.has(parentSpanId))
    .sort(
      (a, b) =>
        compare(a.startedAt, b.startedAt) || compareEnds(b, a) || compare(a.spanId, b.spanId),
    );
  return wrapper ? { spans: [wrapper], without: 0 } : { spans: [], without };
}

function countErrors(all: StoredSpan[]): number {
  const failed = all.filter(({ isError, isLevelError }) => isError && !isLevelError).length;
  return failed > 0 ? failed : all.filter(({ isLevelError }) => isLevelError).length;
}

function sessionOf(all: StoredSpan[], root: StoredSpan): string | null {
  if (root.sessionId !== null) return root.sessionId;
  const [named] = all
    .filter(({ sessionId }) => sessionId !== null)
    .sort((a, b) => compare(a.spanId, b.spanId));
  return named?.sessionId ?? null;
}

function byStart(a: StoredSpan, b: StoredSpan): number {
  return compare(a.startedAt, b.startedAt) || compare(a.spanId, b.spanId);
}

/** A span that still runs ends last. */
function compareEnds(a: StoredSpan, b: StoredSpan): number {
  if (a.endedAt === null || b.endedAt === null) {
    return Number(a.endedAt === null) - Number(b.endedAt === null);
  }
  return compare(a.endedAt, b.endedAt);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function latest(times: string[]): string {
  return times.reduce((last, time) => (compare(time, last) > 0 ? time : last), "");
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].sort();
}

/** null when nothing is known. */
function sum<T>(items: T[], read: (item: T) => number | null): number | null {
  let result: number | null = null;
  for (const item of items) {
    const value = read(item);
    if (value !== null) result = (result ?? 0) + value;
  }
  return result;
}

function total<T>(items: T[], read: (item: T) => number): number {
  return items.reduce((result, item) => result + read(item), 0);
}
