import type { AttributeMap } from "@/lib/otlp/span";
import { anyText } from "./attribute-value";
import { attributeBody } from "./messages/attribute-body";
import { chatInput, chatOutput } from "./messages/chat-body";
import type { Message, SpanKind } from "./span-facts";

const INPUT_KEYS = [
  "input.value",
  "gen_ai.tool.call.arguments",
  "gen_ai.input.messages",
  "ai.prompt.messages",
  "ai.prompt",
  "ai.toolCall.args",
  "ai.value",
  "langfuse.observation.input",
  "traceloop.entity.input",
] as const;

const OUTPUT_KEYS = [
  "output.value",
  "gen_ai.tool.call.result",
  "gen_ai.output.messages",
  "ai.response.text",
  "ai.response.object",
  "ai.toolCall.result",
  "langfuse.observation.output",
  "traceloop.entity.output",
] as const;

/** What went into a span, for people: the human text inside a JSON body, else the text as it is. */
export function readInput(attributes: AttributeMap, kind: SpanKind): string | null {
  return readText(attributes, kind, INPUT_KEYS, (body) => lastText(chatInput(body), "user"));
}

export function readOutput(attributes: AttributeMap, kind: SpanKind): string | null {
  return readText(attributes, kind, OUTPUT_KEYS, (body) => lastText(chatOutput(body), "assistant"));
}

function readText(
  attributes: AttributeMap,
  kind: SpanKind,
  keys: readonly string[],
  humanText: (body: unknown) => string | null,
): string | null {
  for (const key of keys) {
    const value = attributes.get(key);
    const body = attributeBody(value);
    if (body === null) continue;
    // A tool's arguments and result are data: no part of them stands for the whole.
    return (kind === "TOOL" ? null : humanText(body.json)) ?? body.text ?? anyText(value);
  }
  return null;
}

function lastText(messages: Message[], role: "user" | "assistant"): string | null {
  return (
    messages.findLast((message) => message.role === role && message.text.trim() !== "")?.text ??
    null
  );
}
