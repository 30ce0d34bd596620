import type { Span } from "@/lib/otlp/span";
import { firstText } from "./attribute-value";

const EXCEPTION_TEXT = ["exception.message", "exception.type"] as const;
const LEVEL = "langfuse.observation.level";
const LEVEL_TEXT = ["langfuse.observation.status_message"] as const;

/** The message of a failed span, "" when it gives none; null when the span is not in error. */
export function readError(span: Span): string | null {
  const exception = span.events.find(({ name }) => name === "exception");
  if (!hasFailed(span) && !hasErrorLevel(span)) return null;
  return (
    (span.statusCode === "ERROR" && span.statusMessage.trim()) ||
    (exception && firstText(exception.attributes, EXCEPTION_TEXT)) ||
    firstText(span.attributes, LEVEL_TEXT) ||
    ""
  );
}

export function isLevelError(span: Span): boolean {
  return hasErrorLevel(span) && !hasFailed(span);
}

function hasErrorLevel(span: Span): boolean {
  return span.attributes.get(LEVEL) === "ERROR";
}

function hasFailed(span: Span): boolean {
  return span.statusCode === "ERROR" || span.events.some(({ name }) => name === "exception");
}
