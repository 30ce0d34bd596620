import { idText } from "../attribute-value";
import { isRecord, type JsonRecord, own } from "../json-text";
import type { Message, MessageRole } from "../span-facts";
import { emptyDraft, type MessageDraft, messagesOf } from "./message-draft";
import { readContent, readPart } from "./message-parts";
import { messageRole } from "./message-role";
import { toolResultText } from "./tool-result-text";

const CONTENT_KEYS = ["content", "parts", "text"] as const;
const REASONING_KEYS = ["reasoning_content", "reasoning", "thinking"] as const;
const TOOL_CALL_KEYS = ["tool_calls", "toolCalls"] as const;
const BODY_KEYS = [...CONTENT_KEYS, ...TOOL_CALL_KEYS] as const;
const CALL_ID_KEYS = ["tool_call_id", "toolCallId"] as const;
const LANGCHAIN_TYPES = new Set(["human", "ai", "system", "tool", "function", "chat"]);
const RESPONSES_ITEMS = new Set(["function_call", "function_call_output", "reasoning"]);

/** Whether a JSON value is one chat message of a vendor that we know. */
export function isChatMessage(value: unknown): value is JsonRecord {
  if (!isRecord(value)) return false;
  const type = own(value, "type");
  if (typeof type === "string" && RESPONSES_ITEMS.has(type)) return true;
  const hasBody = BODY_KEYS.some((key) => Object.hasOwn(value, key));
  if (typeof own(value, "role") === "string") return hasBody;
  if (isLangChain(value)) return true;
  return hasBody && typeof type === "string" && LANGCHAIN_TYPES.has(type);
}

/** The messages that one JSON message makes: itself and the tool results inside it. */
export function readChatMessage(value: JsonRecord, missing: MessageRole): Message[] {
  const kwargs = isLangChain(value) ? own(value, "kwargs") : undefined;
  const message = isRecord(kwargs) ? { type: langChainType(value), ...kwargs } : value;
  const draft = emptyDraft();
  const type = own(message, "type");
  if (typeof type === "string" && RESPONSES_ITEMS.has(type)) {
    readPart(message, draft);
    return messagesOf("assistant", draft);
  }
  const role = messageRole(own(message, "role") ?? type, missing);
  if (role === "tool") addToolMessage(message, draft);
  else addMessage(message, draft);
  return messagesOf(onlyResults(draft) ? "tool" : role, draft);
}

function addMessage(message: JsonRecord, draft: MessageDraft) {
  readContent(firstOf(message, CONTENT_KEYS), draft);
  const reasoning = firstOf(message, REASONING_KEYS);
  if (typeof reasoning === "string") draft.reasoning.push(reasoning);
  const refusal = own(message, "refusal");
  if (typeof refusal === "string") draft.texts.push(refusal);
  for (const call of listOf(firstOf(message, TOOL_CALL_KEYS))) {
    if (!isRecord(call)) continue;
    const type = isRecord(own(call, "function")) ? "function" : "tool_call";
    readPart({ ...call, type }, draft);
  }
  const legacy = own(message, "function_call");
  if (isRecord(legacy)) readPart({ ...legacy, type: "function_call" }, draft);
}

/** Parts of type tool result name their call themselves; else the message does. */
function addToolMessage(message: JsonRecord, draft: MessageDraft) {
  const content = firstOf(message, CONTENT_KEYS);
  readContent(content, draft);
  if (draft.results.length > 0) return;
  const name = own(message, "name");
  draft.texts = [];
  draft.results.push({
    callId: idText(firstOf(message, CALL_ID_KEYS)),
    name: typeof name === "string" ? name : null,
    text: toolResultText(content),
  });
}

function onlyResults(draft: MessageDraft): boolean {
  return draft.results.length > 0 && draft.texts.length === 0 && draft.toolCalls.length === 0;
}

/** LangChain serialises a message as {"id": [… "HumanMessage"], "kwargs": {…}}. */
function isLangChain(value: JsonRecord): boolean {
  return Array.isArray(own(value, "id")) && isRecord(own(value, "kwargs"));
}

function langChainType(value: JsonRecord): string {
  const path = own(value, "id");
  const name = Array.isArray(path) ? path.at(-1) : undefined;
  return typeof name === "string" ? name.replace(/Message(Chunk)?$/, "").toLowerCase() : "";
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function firstOf(record: JsonRecord, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = own(record, key);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
