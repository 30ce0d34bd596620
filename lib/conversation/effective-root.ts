import { compareStarts, type TimedSpan } from "./timed-span";

/** The earliest span of a trace whose parent is not stored in it; in a circle of parents, the
 * earliest span. */
export function effectiveRoot(trace: readonly TimedSpan[]): TimedSpan | undefined {
  const ids = new Set(trace.map(({ span }) => span.spanId));
  const tops = trace.filter(({ span }) => !ids.has(span.parentSpanId ?? ""));
  return earliest(tops) ?? earliest(trace);
}

function earliest(spans: readonly TimedSpan[]): TimedSpan | undefined {
  let first = spans[0];
  for (const span of spans) if (first && compareStarts(span, first) < 0) first = span;
  return first;
}
