import { cutText } from "@/lib/clean-text";
import type { SpanFacts } from "@/lib/openinference/span-facts";

/** What the conversation shows of a span, kept apart from its payload so that opening a session
 * does not read the history which every model call repeats. */
export type SpanDigest = Pick<SpanFacts, "error" | "call" | "tool" | "input" | "output">;

const wrapperTextLength = 8_000;

/** JSON text; null when there is nothing to show. Input and output are those of the turn when the
 * span is the root of a trace without model calls: not kept of a span below another (`isBelow`).
 * They often hold the whole history again: they are cut, and say so. */
export function writeDigest(facts: SpanFacts, isBelow: boolean): string | null {
  const { error, call, tool } = facts;
  const input = isBelow ? null : cutWrapper(facts.input);
  const output = isBelow ? null : cutWrapper(facts.output);
  if (error === null && !call && !tool && input === null && output === null) return null;
  const digest: SpanDigest = { error, call, tool, input, output };
  return JSON.stringify(digest);
}

const emptyDigest: SpanDigest = { error: null, call: null, tool: null, input: null, output: null };

export function readDigest(json: string | null): SpanDigest {
  return json === null ? emptyDigest : parseDigest(json);
}

/** Digests are written by writeDigest alone, so their shape is known. */
function parseDigest(json: string): SpanDigest {
  return JSON.parse(json);
}

function cutWrapper(text: string | null): string | null {
  if (text === null || text.length <= wrapperTextLength) return text;
  return `${cutText(text, wrapperTextLength)}\n[cut: ${text.length} characters in all, see the trace]`;
}
