import type { Dialect } from "./dialects";
import { type KeyValueJson, type SpanJson, toKeyValues, unixNano } from "./otlp-json";
import type { SampleRandom } from "./random";

export interface WrittenSpan {
  scope: { name: string; version?: string };
  span: SpanJson;
  endMs: number;
}

export interface SpanInput {
  name: string;
  scope: { name: string; version?: string };
  spanId?: string;
  parentSpanId?: string;
  startMs: number;
  endMs: number;
  attributes: KeyValueJson[];
  error?: { type: string; message: string };
  events?: { name: string; atMs: number }[];
  links?: { traceId: string; spanId: string }[];
}

/** The spans of one trace, in the order in which they end: children before their parents. */
export interface TraceWriter {
  traceId: string;
  newSpanId(): string;
  add(input: SpanInput): string;
  finish(): WrittenSpan[];
}

export function createTraceWriter(random: SampleRandom, dialect: Dialect): TraceWriter {
  const traceId = random.hex(32);
  const written: WrittenSpan[] = [];

  return {
    traceId,
    newSpanId: () => random.hex(16),
    add(input) {
      const spanId = input.spanId ?? random.hex(16);
      const events = (input.events ?? []).map(({ name, atMs }) => ({
        name,
        timeUnixNano: unixNano(atMs),
        attributes: toKeyValues({}),
      }));
      if (input.error) events.push(exceptionEvent(input.error, input.endMs, dialect));
      written.push({
        scope: input.scope,
        endMs: input.endMs,
        span: {
          traceId,
          spanId,
          ...(input.parentSpanId ? { parentSpanId: input.parentSpanId } : {}),
          name: input.name,
          kind: 1,
          startTimeUnixNano: unixNano(input.startMs),
          endTimeUnixNano: unixNano(input.endMs),
          attributes: input.attributes,
          events,
          links: (input.links ?? []).map((link) => ({ ...link, attributes: [] })),
          status: input.error ? { code: 2, message: input.error.message } : { code: 1 },
        },
      });
      return spanId;
    },
    finish: () => written.toSorted((a, b) => a.endMs - b.endMs),
  };
}

function exceptionEvent(error: { type: string; message: string }, atMs: number, dialect: Dialect) {
  const trail =
    dialect.language === "python"
      ? `Traceback (most recent call last):\n  File "/app/agent/run.py", line 118, in answer\n    reply = client.chat.completions.create(**request)\n${error.type}: ${error.message}\n`
      : `Error: ${error.message}\n    at APIError.generate (/app/node_modules/openai/core/error.js:63:20)\n    at async answer (/app/dist/agent.js:118:19)`;
  return {
    name: "exception",
    timeUnixNano: unixNano(atMs),
    attributes: toKeyValues({
      "exception.type": error.type,
      "exception.message": error.message,
      "exception.stacktrace": trail,
    }),
  };
}
