import type { AttributeInput } from "./otlp-json";
import type { SampleToolCall } from "./sample-conversation";

/** A message in the format of the chat completions API. */
export interface ChatMessage {
  role: "system" | "user" | "assistant" | "tool";
  content: string | null;
  tool_calls?: { id: string; type: "function"; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

export interface IdentifiedCall {
  id: string;
  call: SampleToolCall;
}

export function askForTools(text: string, calls: IdentifiedCall[]): ChatMessage {
  return {
    role: "assistant",
    content: text || null,
    tool_calls: calls.map(({ id, call }) => ({
      id,
      type: "function",
      function: { name: call.name, arguments: JSON.stringify(call.arguments) },
    })),
  };
}

export function toolResult({ id, call }: IdentifiedCall): ChatMessage {
  return { role: "tool", tool_call_id: id, content: JSON.stringify(call.result) };
}

/** `llm.input_messages.*` or `llm.output_messages.*`, as both OpenAI instrumentations write them. */
export function messageAttributes(
  prefix: "llm.input_messages" | "llm.output_messages",
  messages: ChatMessage[],
): Record<string, AttributeInput> {
  const attributes: Record<string, AttributeInput> = {};
  messages.forEach((message, i) => {
    const at = `${prefix}.${i}.message`;
    attributes[`${at}.role`] = message.role;
    if (message.content !== null) attributes[`${at}.content`] = message.content;
    if (message.tool_call_id) attributes[`${at}.tool_call_id`] = message.tool_call_id;
    message.tool_calls?.forEach((call, j) => {
      const callAt = `${at}.tool_calls.${j}.tool_call`;
      attributes[`${callAt}.id`] = call.id;
      attributes[`${callAt}.function.name`] = call.function.name;
      attributes[`${callAt}.function.arguments`] = call.function.arguments;
    });
  });
  return attributes;
}

/** Roughly what a tokenizer counts: four Latin letters a token, other scripts far fewer. */
export function countTokens(message: ChatMessage): number {
  const calls = message.tool_calls ?? [];
  const text = [message.content ?? "", ...calls.map((call) => call.function.arguments)].join(" ");
  let quarters = 16;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    quarters += code < 0x250 ? 1 : code < 0x3000 ? 2 : 4;
  }
  return Math.ceil(quarters / 4);
}
