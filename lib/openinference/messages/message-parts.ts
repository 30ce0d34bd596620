import { idText } from "../attribute-value";
import { isRecord, type JsonRecord, own } from "../json-text";
import { type Attachment, addToolCall, type MessageDraft } from "./message-draft";
import { toolResultText } from "./tool-result-text";

type ReadPart = (part: JsonRecord, draft: MessageDraft) => void;

/** How each type of message part reads: OpenAI (Chat, Responses), Anthropic, Gemini, Bedrock,
 * Vercel AI SDK and OpenTelemetry `gen_ai` parts. A part without a type is known by its one key. */
const PARTS: ReadonlyMap<string, ReadPart> = new Map([
  ["text", readText],
  ["input_text", readText],
  ["output_text", readText],
  ["refusal", readText],
  ["reasoning", readReasoning],
  ["thinking", readReasoning],
  ["summary_text", readReasoning],
  ["tool_call", readToolCall],
  ["tool-call", readToolCall],
  ["tool_use", readToolCall],
  ["server_tool_use", readToolCall],
  ["function_call", readToolCall],
  ["function", readFunction],
  ["toolUse", readNested("toolUse", readToolCall)],
  ["functionCall", readNested("functionCall", readToolCall)],
  ["tool_call_response", readToolResult],
  ["tool-result", readToolResult],
  ["tool_result", readToolResult],
  ["function_call_output", readToolResult],
  ["toolResult", readNested("toolResult", readToolResult)],
  ["functionResponse", readNested("functionResponse", readToolResult)],
  ["image", readAttachment],
  ["image_url", readAttachment],
  ["input_image", readAttachment],
  ["input_audio", readAttachment],
  ["audio", readAttachment],
  ["video", readAttachment],
  ["file", readAttachment],
  ["input_file", readAttachment],
  ["document", readAttachment],
  ["media", readAttachment],
  ["blob", readAttachment],
  ["uri", readAttachment],
  ["inlineData", readNested("inlineData", readAttachment)],
  ["fileData", readNested("fileData", readAttachment)],
]);

const TEXT_KEYS = ["text", "content", "refusal"];
const REASONING_KEYS = ["text", "content", "thinking", "summary"];
const CALL_ID_KEYS = ["call_id", "toolCallId", "toolUseId", "tool_use_id", "tool_call_id", "id"];
const CALL_NAME_KEYS = ["name", "toolName"];
const ARGUMENT_KEYS = ["arguments", "args", "input"];
const RESULT_KEYS = ["response", "result", "output", "content"];
const SOURCE_KEYS = ["image_url", "input_audio", "source", "file", "image", "data", "content"];
const URL_KEYS = ["url", "uri", "fileUri", "file_url", "file_id", "filename", "name"];
const MIME_KEYS = ["mime_type", "mimeType", "mediaType", "media_type", "format"];
const DATA_KEYS = ["data", "content", "file_data", "bytes"];

/** Reads the content of a message: a text, a part, or a list of both. */
export function readContent(content: unknown, draft: MessageDraft) {
  for (const part of Array.isArray(content) ? content : [content]) {
    if (typeof part === "string") draft.texts.push(part);
    else if (isRecord(part)) readPart(part, draft);
  }
}

/** Reads one part; false when its type is not known. */
export function readPart(part: JsonRecord, draft: MessageDraft): boolean {
  const type = own(part, "type");
  const read =
    typeof type === "string"
      ? PARTS.get(type)
      : Object.keys(part).flatMap((key) => PARTS.get(key) ?? [])[0];
  read?.(part, draft);
  return read !== undefined;
}

function readText(part: JsonRecord, draft: MessageDraft) {
  const text = first(part, TEXT_KEYS);
  if (typeof text === "string") draft.texts.push(text);
}

function readReasoning(part: JsonRecord, draft: MessageDraft) {
  const text = first(part, REASONING_KEYS);
  if (typeof text === "string") draft.reasoning.push(text);
  else if (Array.isArray(text)) {
    for (const item of text) if (isRecord(item)) readReasoning(item, draft);
  }
}

function readToolCall(part: JsonRecord, draft: MessageDraft) {
  const name = first(part, CALL_NAME_KEYS);
  addToolCall(
    draft,
    idText(first(part, CALL_ID_KEYS)),
    typeof name === "string" ? name : null,
    first(part, ARGUMENT_KEYS),
  );
}

/** OpenAI Chat: {"id", "type": "function", "function": {"name", "arguments"}}. */
function readFunction(part: JsonRecord, draft: MessageDraft) {
  const call = own(part, "function");
  if (isRecord(call)) readToolCall({ id: own(part, "id"), ...call }, draft);
}

function readToolResult(part: JsonRecord, draft: MessageDraft) {
  const name = first(part, CALL_NAME_KEYS);
  draft.results.push({
    callId: idText(first(part, CALL_ID_KEYS)),
    name: typeof name === "string" ? name : null,
    text: toolResultText(first(part, RESULT_KEYS)),
  });
}

function readAttachment(part: JsonRecord, draft: MessageDraft) {
  const type = own(part, "modality") ?? own(part, "type");
  draft.attachments.push({
    kind: typeof type === "string" ? type.replace(/^input_|_url$/g, "") : "file",
    ...attachmentSource(part, 0),
  });
}

/** The source of a part lies in itself or in the object it wraps it in (two levels at most). */
function attachmentSource(part: JsonRecord, depth: number): Omit<Attachment, "kind"> {
  const mime = first(part, MIME_KEYS);
  const mimeType = typeof mime === "string" ? mime : null;
  const url = first(part, URL_KEYS);
  if (typeof url === "string") return { mimeType, source: url };
  const data = first(part, DATA_KEYS);
  if (typeof data === "string") return { mimeType, source: dataUrl(data, mimeType) };
  const inner = first(part, SOURCE_KEYS);
  if (typeof inner === "string") return { mimeType, source: inner };
  if (!isRecord(inner) || depth === 2) return { mimeType, source: "" };
  const found = attachmentSource(inner, depth + 1);
  return { mimeType: found.mimeType ?? mimeType, source: found.source };
}

function dataUrl(data: string, mimeType: string | null): string {
  return /^(data|https?):/i.test(data) || mimeType === null
    ? data
    : `data:${mimeType};base64,${data}`;
}

function readNested(key: string, read: ReadPart): ReadPart {
  return (part, draft) => {
    const inner = own(part, key);
    if (isRecord(inner)) read(inner, draft);
  };
}

/** The first of the keys that has a value. */
function first(record: JsonRecord, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = own(record, key);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
