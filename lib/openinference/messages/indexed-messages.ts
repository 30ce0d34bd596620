import type { AttributeMap } from "@/lib/otlp/span";
import { anyText, firstText, scalarText } from "../attribute-value";
import { groupByIndex } from "../indexed-fields";
import { parseJsonText } from "../json-text";
import type { Message } from "../span-facts";
import { addToolCall, emptyDraft, messagesOf } from "./message-draft";
import { readContent } from "./message-parts";
import { messageRole } from "./message-role";

const INPUT_PREFIXES = ["gen_ai.prompt.", "llm.prompts."] as const;
const OUTPUT_PREFIXES = ["gen_ai.completion.", "llm.choices.", "llm.completions."] as const;
const TEXT_KEYS = ["content", "prompt.text", "completion.text", "text"] as const;
const MAX_PARTS_CHARS = 4 * 1024 * 1024;

/** Older conventions, one attribute per field: `gen_ai.prompt.<n>.role`, `llm.prompts.<n>.…`. */
export function indexedInput(attributes: AttributeMap): Message[] {
  return readIndexed(attributes, INPUT_PREFIXES, "user");
}

export function indexedOutput(attributes: AttributeMap): Message[] {
  return readIndexed(attributes, OUTPUT_PREFIXES, "assistant");
}

function readIndexed(
  attributes: AttributeMap,
  prefixes: readonly string[],
  missing: "user" | "assistant",
): Message[] {
  for (const prefix of prefixes) {
    const entries = groupByIndex(attributes, prefix);
    if (entries.length > 0) return entries.flatMap(({ values }) => readFields(values, missing));
  }
  return [];
}

function readFields(values: AttributeMap, missing: "user" | "assistant"): Message[] {
  const draft = emptyDraft();
  const role = messageRole(scalarText(values.get("role")), missing);
  const text = firstText(values, TEXT_KEYS) ?? "";
  if (role === "tool") {
    const callId = scalarText(values.get("tool_call_id"));
    draft.results.push({ callId, name: scalarText(values.get("name")), text });
    return messagesOf(role, draft);
  }
  // A list of parts arrives as JSON text.
  readContent(
    text.startsWith('[{"') ? (parseJsonText(text, MAX_PARTS_CHARS) ?? text) : text,
    draft,
  );
  for (const { values: call } of groupByIndex(values, "tool_calls.")) {
    addToolCall(
      draft,
      scalarText(call.get("id")),
      scalarText(call.get("name")),
      anyText(call.get("arguments")),
    );
  }
  return messagesOf(role, draft);
}
