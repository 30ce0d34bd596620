import { parseToolValue } from "../json-text";
import type { Message, MessageRole, MessageToolCall } from "../span-facts";

export type Attachment = NonNullable<Message["attachments"]>[number];

export interface ToolResult {
  callId: string | null;
  name: string | null;
  text: string;
}

/** The parts of one message as a source lists them, before they become messages. */
export interface MessageDraft {
  texts: string[];
  reasoning: string[];
  toolCalls: MessageToolCall[];
  results: ToolResult[];
  attachments: Attachment[];
}

export function emptyDraft(): MessageDraft {
  return { texts: [], reasoning: [], toolCalls: [], results: [], attachments: [] };
}

/** Adds a tool call; one with neither id nor name is none. Text arguments are parsed; null: none
 * were given. */
export function addToolCall(
  draft: MessageDraft,
  id: string | null,
  name: string | null,
  given: unknown,
) {
  if (!id && !name?.trim()) return;
  const value = typeof given === "string" ? parseToolValue(given) : (given ?? null);
  draft.toolCalls.push({ id: id || null, name: name ?? "", arguments: value });
}

/** One message as the source wrote it, followed by one tool message per tool result in it. Results
 * come last, so that text put beside them does not read as a new question. */
export function messagesOf(role: MessageRole, draft: MessageDraft): Message[] {
  const results = draft.results.map(toolMessage);
  const message = plainMessage(role, draft);
  const isEmpty = message.text === "" && Object.keys(message).length === 2;
  return results.length > 0 && isEmpty ? results : [message, ...results];
}

function plainMessage(role: MessageRole, draft: MessageDraft): Message {
  const message: Message = { role, text: joinTexts(draft.texts) };
  const reasoning = joinTexts(draft.reasoning);
  if (reasoning !== "") message.reasoning = reasoning;
  if (draft.toolCalls.length > 0) message.toolCalls = draft.toolCalls;
  if (draft.attachments.length > 0) message.attachments = draft.attachments;
  return message;
}

function toolMessage({ callId, name, text }: ToolResult): Message {
  const message: Message = { role: "tool", text };
  if (callId) message.toolCallId = callId;
  if (name) message.name = name;
  return message;
}

export function joinTexts(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? "") : texts.filter((text) => text !== "").join("\n\n");
}
