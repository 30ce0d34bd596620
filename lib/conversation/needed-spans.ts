import type { TurnRange } from "./derive-turns";
import type { TurnPlan } from "./plan-turns";
import { ancestors, indexSpans } from "./span-ancestors";

/** What decides whether a span has to be read. */
export interface SpanSkeleton {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  /** Microseconds since 1970. */
  start: number;
  isError: boolean;
  isLlm: boolean;
  hasTokens: boolean;
  hasCost: boolean;
}

/** Of whole traces, the spans without which the turns of the reach would read differently: their own
 * spans and all above them, failures of which another may be the cause, and those whose figures
 * stand for a trace. A trace may be far longer than a page of its turns. */
export function neededSpans<Span extends SpanSkeleton>(
  spans: readonly Span[],
  plan: TurnPlan,
  { from, to }: TurnRange,
): Span[] {
  const index = indexSpans(spans);
  const needed = new Set(counting(spans));
  for (const span of spans) {
    const place = plan.placeOf(span) ?? -1;
    if (!span.isError && (place < from || place >= to)) continue;
    needed.add(span);
    for (const above of ancestors(span, index)) needed.add(above);
  }
  return [...needed];
}

/** One model call of each trace that reports (then wrappers do not count), else all that do. */
function counting<Span extends SpanSkeleton>(spans: readonly Span[]): Span[] {
  return (["hasTokens", "hasCost"] as const).flatMap((figure) => {
    const reporting = spans.filter((span) => span[figure]);
    const calls = new Map(
      reporting.filter(({ isLlm }) => isLlm).map((span) => [span.traceId, span]),
    );
    return [...calls.values(), ...reporting.filter(({ traceId }) => !calls.has(traceId))];
  });
}
