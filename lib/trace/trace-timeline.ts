import type { TreeSpan } from "./build-span-tree";
import { isoMicros } from "./iso-micros";

export interface Timeline {
  startMicros: number;
  /** At least 1 more than the start. */
  endMicros: number;
}

/** From the first start to the last end; spans still running count up to their start. */
export function traceTimeline(spans: readonly TreeSpan[]): Timeline {
  let startMicros = Number.POSITIVE_INFINITY;
  let endMicros = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    const start = isoMicros(span.startedAt);
    if (Number.isNaN(start)) continue;
    startMicros = Math.min(startMicros, start);
    endMicros = Math.max(endMicros, start, span.endedAt === null ? start : isoMicros(span.endedAt));
  }
  if (!Number.isFinite(startMicros)) return { startMicros: 0, endMicros: 1 };
  return { startMicros, endMicros: Math.max(endMicros, startMicros + 1) };
}

/** A span's bar in per cent of the timeline; one still running reaches its end. */
export function spanBar(span: TreeSpan, timeline: Timeline): { left: number; width: number } {
  const whole = timeline.endMicros - timeline.startMicros;
  const start = isoMicros(span.startedAt);
  const end = span.endedAt === null ? timeline.endMicros : isoMicros(span.endedAt);
  if (Number.isNaN(start) || Number.isNaN(end)) return { left: 0, width: 0 };
  return {
    left: ((start - timeline.startMicros) / whole) * 100,
    width: (Math.max(0, end - start) / whole) * 100,
  };
}

/** With the microseconds that a whole number of milliseconds loses; null: still running. */
export function spanDurationMs({ startedAt, endedAt }: TreeSpan): number | null {
  return endedAt === null ? null : Math.max(0, isoMicros(endedAt) - isoMicros(startedAt)) / 1000;
}
