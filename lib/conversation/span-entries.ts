import type { ConversationMemory } from "./conversation-memory";
import type { TimedSpan } from "./timed-span";
import { runName } from "./tool-runs";
import type { TurnError, TurnToolCall } from "./turn";
import { AT_ONCE, endIso, endOf, type TurnEntry } from "./turn-entry";

/** The tool call that a TOOL span is by itself, when no model asked for it. */
export function runEntry(run: TimedSpan): TurnEntry & { call: TurnToolCall } {
  const { traceId, spanId, tool, startedAt: at } = run.span;
  const call: TurnToolCall = {
    ...{ id: tool?.callId ?? null, name: runName(run), arguments: tool?.arguments ?? null },
    ...{ result: null, error: null, latencyMs: null, traceId, spanId },
  };
  recordRun(call, run);
  return { place: run.start, step: { type: "tool", call, at }, from: run, call };
}

/** What really happened, over what the model was told. */
export function recordRun(call: TurnToolCall, run: TimedSpan) {
  call.result = run.span.tool?.result ?? call.result;
  call.error = run.span.error;
  call.latencyMs = run.end === null ? null : (run.end - run.start) / 1000;
}

/** The errors of a turn's spans, each where it first happened, by time. */
export function readErrors(spans: readonly TimedSpan[], memory: ConversationMemory): TurnEntry[] {
  return spans
    .filter(({ span }) => memory.errors.has(span))
    .map((timed) => ({
      place: endOf(timed),
      step: { type: "error" as const, error: turnError(timed), at: endIso(timed) },
      from: timed,
    }))
    .sort((a, b) => a.place - b.place);
}

function turnError({ span }: TimedSpan): TurnError {
  const { traceId, spanId, name, error } = span;
  return { message: error ?? "", spanId, traceId, spanName: name };
}

/** What went into the root of a trace without model calls, and what came out of it. */
export function rootEntries(root: TimedSpan): TurnEntry[] {
  const { input, output, traceId, spanId, startedAt, kind } = root.span;
  if (kind === "TOOL") return [];
  const where = { traceId, spanId, model: null };
  const entries: TurnEntry[] = [];
  if (input !== null) {
    const message = { role: "user", text: input } as const;
    const step = { type: "message", message, at: startedAt, ...where } as const;
    entries.push({ place: AT_ONCE, step, from: root });
  }
  if (output !== null) {
    const message = { role: "assistant", text: output } as const;
    const step = { type: "message", message, at: endIso(root), ...where } as const;
    entries.push({ place: endOf(root), step, from: root });
  }
  return entries;
}
