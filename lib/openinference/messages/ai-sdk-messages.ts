import type { AttributeMap } from "@/lib/otlp/span";
import { firstText } from "../attribute-value";
import { isRecord } from "../json-text";
import type { Message } from "../span-facts";
import { attributeBody } from "./attribute-body";
import { chatInput } from "./chat-body";
import { emptyDraft, messagesOf } from "./message-draft";
import { readPart } from "./message-parts";

const PROMPT_KEYS = ["ai.prompt.messages", "ai.prompt"] as const;
const TEXT_KEYS = ["ai.response.text", "ai.response.object"] as const;
const REASONING_KEYS = ["ai.response.reasoning"] as const;

/** Vercel AI SDK: `ai.prompt.messages`, `ai.response.*`. */
export function aiSdkInput(attributes: AttributeMap): Message[] {
  for (const key of PROMPT_KEYS) {
    const messages = chatInput(attributeBody(attributes.get(key))?.json);
    if (messages.length > 0) return messages;
  }
  return [];
}

export function aiSdkOutput(attributes: AttributeMap): Message[] {
  const draft = emptyDraft();
  const text = aiSdkText(attributes);
  if (text !== null) draft.texts.push(text);
  const calls = attributeBody(attributes.get("ai.response.toolCalls"))?.json;
  for (const call of Array.isArray(calls) ? calls : []) {
    if (isRecord(call)) readPart({ ...call, type: "tool-call" }, draft);
  }
  const reasoning = aiSdkReasoning(attributes);
  if (reasoning !== null) draft.reasoning.push(reasoning);
  const isEmpty = text === null && reasoning === null && draft.toolCalls.length === 0;
  return isEmpty ? [] : messagesOf("assistant", draft);
}

export function aiSdkText(attributes: AttributeMap): string | null {
  return firstText(attributes, TEXT_KEYS);
}

export function aiSdkReasoning(attributes: AttributeMap): string | null {
  return firstText(attributes, REASONING_KEYS);
}
