import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { readSpan } from "@/lib/openinference/read-span";
import type { Message, ModelCall } from "@/lib/openinference/span-facts";
import { decodeTraces } from "@/lib/otlp/decode-traces";
import type { Span } from "@/lib/otlp/span";
import { effectiveRoot } from "./effective-root";
import { timedSpan } from "./timed-span";
import type { ConversationSpan } from "./turn";

/** A span for tests: start and end in milliseconds. */
export function exampleSpan(
  spanId: string,
  [start, end]: [number, number | null],
  rest: Partial<ConversationSpan> = {},
): ConversationSpan {
  return {
    traceId: "t1",
    spanId,
    parentSpanId: null,
    name: spanId,
    startedAt: isoTime(start * 1000),
    endedAt: end === null ? null : isoTime(end * 1000),
    arrival: 0,
    kind: "CHAIN",
    model: null,
    promptTokens: null,
    completionTokens: null,
    totalTokens: null,
    costNanoUsd: null,
    costComputed: false,
    error: null,
    call: null,
    tool: null,
    input: null,
    output: null,
    ...rest,
  };
}

/** A model call that asks the question and answers with the text, null: not at all. */
export function exampleCall(
  question: string,
  answer: string | null,
  rest: Partial<ModelCall> = {},
): ModelCall {
  return {
    messageCount: 1,
    lastRole: "user",
    questionKey: `${question} #1`,
    hasHistory: false,
    system: null,
    tail: [{ role: "user", text: question }],
    output: answer === null ? [] : [{ role: "assistant", text: answer }],
    ...rest,
  };
}

/** A model call that goes on with the results of tools. */
export function exampleContinuation(results: Message[], answer: string | null): ModelCall {
  return exampleCall("", answer, {
    messageCount: 2 + results.length,
    lastRole: "tool",
    questionKey: null,
    tail: results,
  });
}

function isoTime(micros: number): string {
  const iso = new Date(Math.floor(micros / 1000)).toISOString();
  return iso.replace(/Z$/, `${String(micros % 1000).padStart(3, "0")}Z`);
}

/** The spans of a captured payload, by session: a trace belongs to the session that its root
 * names, else any of its spans; "" for traces without one. */
export function readFixture(path: string): Map<string, ConversationSpan[]> {
  const traces = new Map<string, { span: ConversationSpan; sessionId: string | null }[]>();
  for (const [arrival, span] of decodeFixture(path).entries()) {
    const facts = readSpan(span);
    const trace = traces.get(span.traceId) ?? [];
    traces.set(span.traceId, trace);
    trace.push({ span: conversationSpan(span, arrival), sessionId: facts.sessionId });
  }
  const sessions = new Map<string, ConversationSpan[]>();
  for (const trace of traces.values()) {
    const root = effectiveRoot(trace.map(({ span }) => timedSpan(span)))?.span;
    const rootId = trace.find(({ span }) => span === root)?.sessionId;
    const named = trace.find(({ sessionId }) => sessionId !== null)?.sessionId;
    const id = rootId ?? named ?? "";
    sessions.set(id, [...(sessions.get(id) ?? []), ...trace.map(({ span }) => span)]);
  }
  return sessions;
}

function decodeFixture(path: string): Span[] {
  const file = fileURLToPath(new URL(`../../e2e/fixtures/${path}`, import.meta.url));
  const bytes = readFileSync(file);
  const body = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  return decodeTraces(body, path.endsWith(".json") ? "json" : "protobuf").spans;
}

/** A span as the database gives it back. */
export function conversationSpan(span: Span, arrival: number): ConversationSpan {
  const { traceId, spanId, parentSpanId, name, startUnixNano, endUnixNano } = span;
  return {
    ...readSpan(span),
    ...{ traceId, spanId, parentSpanId, name, arrival },
    startedAt: isoTime(Number(startUnixNano / 1000n)),
    endedAt: endUnixNano === null ? null : isoTime(Number(endUnixNano / 1000n)),
  };
}
