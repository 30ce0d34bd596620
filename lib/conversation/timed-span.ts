import { isoMicros } from "@/lib/trace/iso-micros";
import type { ConversationSpan } from "./turn";

/** A span with its times as numbers, microseconds since 1970. */
export interface TimedSpan {
  span: ConversationSpan;
  start: number;
  /** null: still running. Never before the start. */
  end: number | null;
}

interface Times {
  start: number;
  end: number | null;
}

export function timedSpan(span: ConversationSpan): TimedSpan {
  const start = microsOf(span.startedAt);
  const end = span.endedAt === null ? null : Math.max(start, microsOf(span.endedAt));
  return { span, start, end };
}

/** By start, then by span id. */
export function compareStarts(a: TimedSpan, b: TimedSpan): number {
  return a.start - b.start || compareText(a.span.spanId, b.span.spanId);
}

/** A span that still runs ends last. */
export function compareEnds(a: Times, b: Times): number {
  if (a.end === null || b.end === null) return Number(a.end === null) - Number(b.end === null);
  return a.end - b.end;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function microsOf(iso: string): number {
  const micros = isoMicros(iso);
  return Number.isNaN(micros) ? 0 : micros;
}
