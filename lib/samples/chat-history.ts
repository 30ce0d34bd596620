import { type KeyValueJson, toKeyValues } from "./otlp-json";
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

/** A message as every later call sends it again: written once, since the history of a long
 * conversation is written as often as it has calls. */
export interface SentMessage {
  tokens: number;
  json: string;
  /** `llm.input_messages.<place>.*` */
  attributes: KeyValueJson[];
}

export function toSent(message: ChatMessage, place: number): SentMessage {
  return {
    tokens: countTokens(message),
    json: JSON.stringify(message),
    attributes: messageAttributes(`llm.input_messages.${place}`, message),
  };
}

/** As both OpenAI instrumentations write them. */
export function messageAttributes(prefix: string, message: ChatMessage): KeyValueJson[] {
  const calls = message.tool_calls ?? [];
  return [
    ...toKeyValues({
      [`${prefix}.message.role`]: message.role,
      [`${prefix}.message.content`]: message.content ?? undefined,
      [`${prefix}.message.tool_call_id`]: message.tool_call_id,
    }),
    ...calls.flatMap((call, i) => {
      const at = `${prefix}.message.tool_calls.${i}.tool_call`;
      return toKeyValues({
        [`${at}.id`]: call.id,
        [`${at}.function.name`]: call.function.name,
        [`${at}.function.arguments`]: call.function.arguments,
      });
    }),
  ];
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
