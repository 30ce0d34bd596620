import { compareEnds, compareStarts, type TimedSpan } from "./timed-span";

/** Whose figures stand for a trace, and which model calls are missing from them. */
export interface CountedSpans {
  counted: TimedSpan[];
  missing: TimedSpan[];
}

/** Chooses the spans whose tokens (or cost) a trace is counted by: its LLM spans, because wrappers
 * repeat their sum; without any that report, the topmost other span that does. Embeddings are
 * counted apart. `missing` are model calls without error that reported nothing, unless a wrapper
 * stands in for them. The database counts by the same rule. */
export function countedSpans(
  trace: readonly TimedSpan[],
  reports: (span: TimedSpan["span"]) => boolean,
): CountedSpans {
  const calls = trace.filter(({ span }) => span.kind === "LLM");
  const counted = calls.filter(({ span }) => reports(span));
  const missing = calls.filter(({ span }) => !reports(span) && span.error === null);
  if (counted.length > 0) return { counted, missing };
  const wrapper = topmost(trace.filter(({ span }) => span.kind !== "EMBEDDING" && reports(span)));
  return wrapper ? { counted: [wrapper], missing: [] } : { counted, missing };
}

/** The earliest of the spans without a parent among them; of those, the longest. */
function topmost(spans: readonly TimedSpan[]): TimedSpan | undefined {
  const ids = new Set(spans.map(({ span }) => span.spanId));
  return spans
    .filter(({ span }) => !ids.has(span.parentSpanId ?? ""))
    .sort((a, b) => a.start - b.start || compareEnds(b, a) || compareStarts(a, b))[0];
}
