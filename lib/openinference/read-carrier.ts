import type { Span } from "@/lib/otlp/span";
import type { SpanAnnotation, SpanFacts } from "./span-facts";

/** Whether a span only brings a verdict from outside: about the one thing that it links to, or
 * about a session. A span that did work of its own is none, whatever it says about itself. */
export function isCarrier(span: Span, facts: Omit<SpanFacts, "isCarrier">): boolean {
  const { kind, annotations } = facts;
  if (annotations.length === 0) return false;
  const points = span.links.length === 1 || annotations.every(({ target }) => target === "session");
  if (kind === "EVALUATOR") return points;
  const didNothing = facts.input === null && facts.output === null && span.parentSpanId === null;
  return points && didNothing && (kind === "UNKNOWN" || kind === "CHAIN");
}

/** The annotations of a carrier, aimed at the span or trace that its link names; a link without a
 * span id names a trace. */
export function aimAtLink(span: Span, annotations: SpanAnnotation[]): SpanAnnotation[] {
  const [link] = span.links;
  if (link === undefined || span.links.length !== 1) return annotations;
  return annotations.map((annotation) => {
    if (annotation.target === "session") return annotation;
    const isSpan = annotation.target === "span" && link.spanId !== "";
    return {
      ...annotation,
      target: isSpan ? "span" : "trace",
      traceId: link.traceId,
      spanId: isSpan ? link.spanId : null,
    };
  });
}
