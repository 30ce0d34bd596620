import { isRecord, type JsonRecord, own } from "../json-text";
import type { Message } from "../span-facts";
import { isChatMessage, readChatMessage } from "./chat-message";
import { emptyDraft, joinTexts } from "./message-draft";
import { readContent, readPart } from "./message-parts";

/** Where the bodies of model APIs, frameworks and chat routes keep what went in, best first. */
const INPUT_KEYS = [
  "messages",
  "contents",
  "message",
  "question",
  "query",
  "user_input",
  "user_message",
  "input",
  "prompt",
  "prompts",
  "inputs",
  "text",
  "content",
  "parts",
  "request",
  "kwargs",
];
const OUTPUT_KEYS = [
  "choices",
  "candidates",
  "generations",
  "message",
  "answer",
  "response",
  "output",
  "outputs",
  "output_text",
  "completion",
  "generation",
  "result",
  "text",
  "content",
  "parts",
  "messages",
];
const SYSTEM_KEYS = ["system", "instructions", "systemInstruction", "system_instruction"];
const MAX_NESTING = 6;

/** The input messages in a JSON body, or [] when it holds none that are recognised. */
export function chatInput(body: unknown): Message[] {
  const messages = findMessages(body, INPUT_KEYS, "user", 0);
  const system = messages.length > 0 && isRecord(body) ? systemMessages(body) : [];
  return [...system, ...messages];
}

/** The output messages in a JSON body, or []. */
export function chatOutput(body: unknown): Message[] {
  return findMessages(body, OUTPUT_KEYS, "assistant", 0);
}

/** A system prompt given as a text or as parts; null when there is none. */
export function systemText(value: unknown): string | null {
  const draft = emptyDraft();
  const parts = isRecord(value) ? own(value, "parts") : undefined;
  readContent(parts ?? value, draft);
  return joinTexts(draft.texts) || null;
}

function systemMessages(body: JsonRecord): Message[] {
  for (const key of SYSTEM_KEYS) {
    const text = systemText(own(body, key));
    if (text !== null) return [{ role: "system", text }];
  }
  return [];
}

function findMessages(
  body: unknown,
  keys: readonly string[],
  missing: "user" | "assistant",
  depth: number,
): Message[] {
  if (typeof body === "string") {
    return depth > 0 && body.trim() !== "" ? [{ role: missing, text: body }] : [];
  }
  if (depth === MAX_NESTING) return [];
  if (isContentList(body)) return readChatMessage({ role: missing, content: body }, missing);
  if (Array.isArray(body)) {
    const nested = body.filter((item) => depth > 0 || typeof item === "object");
    return nested.flatMap((item) => findMessages(item, keys, missing, depth + 1));
  }
  if (isChatMessage(body)) return readChatMessage(body, missing);
  if (!isRecord(body)) return [];
  for (const key of keys) {
    const found = findMessages(own(body, key), keys, missing, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

/** A list of nothing but parts, as a completion holds them without a message around. */
function isContentList(value: unknown): value is unknown[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every(
    (part) =>
      isRecord(part) &&
      !isChatMessage(part) &&
      !Object.hasOwn(part, "message") &&
      readPart(part, emptyDraft()),
  );
}
