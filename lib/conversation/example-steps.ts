import type { Message, MessageToolCall, ToolRun } from "@/lib/openinference/span-facts";
import { exampleSpan } from "./example-conversation";
import type { ConversationSpan, Turn } from "./turn";

type Times = [number, number | null];

/** A model call for tests. */
export function exampleLlm(
  spanId: string,
  times: Times,
  call: ConversationSpan["call"],
  rest: Partial<ConversationSpan> = {},
) {
  return exampleSpan(spanId, times, { kind: "LLM", call, ...rest });
}

/** A run of a tool for tests. */
export function exampleTool(
  spanId: string,
  times: Times,
  run: Partial<ToolRun>,
  rest?: Partial<ConversationSpan>,
) {
  const blank: ToolRun = { name: null, callId: null, arguments: null, result: null };
  return exampleSpan(spanId, times, { kind: "TOOL", tool: { ...blank, ...run }, ...rest });
}

/** The answer of a model that asks for tools. */
export function asking(...toolCalls: MessageToolCall[]): Message[] {
  return [{ role: "assistant", text: "", toolCalls }];
}

export const search = (id: string | null, q: string): MessageToolCall => ({
  id,
  name: "search",
  arguments: { q },
});

/** A turn as a reader sees it, a line per step. */
export function outline({ steps }: Turn): string[] {
  return steps.map((step) => {
    if (step.type === "system") return `system: ${step.text}`;
    if (step.type === "error") return `error: ${step.error.message} (${step.error.spanName})`;
    if (step.type === "message") return `${step.message.role}: ${step.message.text}`;
    const { name, arguments: given, result, error } = step.call;
    return `${name} ${JSON.stringify(given)} → ${JSON.stringify(result)}${error ? ` ! ${error}` : ""}`;
  });
}
