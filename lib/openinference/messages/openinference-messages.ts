import type { AttributeMap, AttributeValue } from "@/lib/otlp/span";
import { anyText, scalarText } from "../attribute-value";
import { groupByIndex } from "../indexed-fields";
import type { Message, MessageRole } from "../span-facts";
import { addToolCall, emptyDraft, type MessageDraft, messagesOf } from "./message-draft";
import { messageRole } from "./message-role";
import type { LazyMessage } from "./model-call";
import { unwrapResultText } from "./tool-result-text";

const INPUT_PREFIX = "llm.input_messages.";
const OUTPUT_PREFIX = "llm.output_messages.";
const ROLE = "message.role";
const CONTENT = "message.content";
const CONTENTS = "message.contents.";
const TOOL_CALLS = "message.tool_calls.";
const TOOL_CALL_ID = "message.tool_call_id";

/** Parts that are described, not shown: the attribute of their source. */
const ATTACHMENTS = [
  { kind: "image", source: "message_content.image.image.url", mimeType: null },
  {
    kind: "audio",
    source: "message_content.audio.audio.url",
    mimeType: "message_content.audio.audio.mime_type",
  },
  { kind: "video", source: "message_content.video.video.url", mimeType: null },
] as const;

/** OpenInference semantic conventions: `llm.input_messages.<i>.message.*`. */
export function openInferenceInput(attributes: AttributeMap): LazyMessage[] {
  return readMessages(attributes, INPUT_PREFIX, "user");
}

export function openInferenceOutput(attributes: AttributeMap): Message[] {
  return readMessages(attributes, OUTPUT_PREFIX, "assistant").map(({ read }) => read());
}

function readMessages(attributes: AttributeMap, prefix: string, missing: MessageRole) {
  return groupByIndex(attributes, prefix).map(({ values }): LazyMessage => {
    const named = messageRole(scalarText(values.get(ROLE)), missing);
    // Anthropic's tool results are user messages that name the call they answer.
    const role = named === "user" && values.has(TOOL_CALL_ID) ? "tool" : named;
    return { role, read: () => readMessage(values, role) };
  });
}

function readMessage(values: AttributeMap, role: MessageRole): Message {
  const content = contentText(values.get(CONTENT));
  if (role === "tool") return toolMessage(values, content);
  if (values.size <= 2 && values.has(CONTENT)) return { role, text: content };
  const draft = emptyDraft();
  addContents(draft, values);
  if (!draft.texts.some((text) => text.trim() !== "")) draft.texts = [content];
  addToolCalls(draft, values);
  return messagesOf(role, draft)[0] ?? { role, text: content };
}

function toolMessage(values: AttributeMap, content: string): Message {
  const draft = emptyDraft();
  if (content === "") addContents(draft, values);
  const text = unwrapResultText(content) || draft.texts.join("\n\n");
  const message: Message = { role: "tool", text };
  const callId = contentText(values.get(TOOL_CALL_ID));
  const name = contentText(values.get("message.name"));
  if (callId !== "") message.toolCallId = callId;
  if (name !== "") message.name = name;
  return message;
}

function addContents(draft: MessageDraft, values: AttributeMap) {
  for (const part of groupByIndex(values, CONTENTS)) {
    const type = part.values.get("message_content.type");
    const text = scalarText(part.values.get("message_content.text"));
    if (text !== null) (type === "reasoning" ? draft.reasoning : draft.texts).push(text);
    for (const { kind, source, mimeType } of ATTACHMENTS) {
      const url = scalarText(part.values.get(source));
      if (url === null) continue;
      const mime = mimeType === null ? null : scalarText(part.values.get(mimeType));
      draft.attachments.push({ kind, mimeType: mime, source: url });
    }
  }
}

function addToolCalls(draft: MessageDraft, values: AttributeMap) {
  for (const { values: call } of groupByIndex(values, TOOL_CALLS)) {
    addToolCall(
      draft,
      scalarText(call.get("tool_call.id")),
      scalarText(call.get("tool_call.function.name")),
      anyText(call.get("tool_call.function.arguments")),
    );
  }
  const name = scalarText(values.get("message.function_call_name"));
  if (name === null) return;
  addToolCall(draft, null, name, anyText(values.get("message.function_call_arguments_json")));
}

function contentText(value: AttributeValue | undefined): string {
  return anyText(value) ?? "";
}
