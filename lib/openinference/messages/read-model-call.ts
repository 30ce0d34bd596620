import type { AttributeMap } from "@/lib/otlp/span";
import { firstText } from "../attribute-value";
import type { Message, ModelCall } from "../span-facts";
import { aiSdkInput, aiSdkOutput, aiSdkReasoning, aiSdkText } from "./ai-sdk-messages";
import { bodyInput, bodyOutput } from "./body-source";
import { genAiInput, genAiOutput, genAiSystem } from "./gen-ai-messages";
import { indexedInput, indexedOutput } from "./indexed-messages";
import { type LazyMessage, modelCall } from "./model-call";
import { openInferenceInput, openInferenceOutput } from "./openinference-messages";

interface MessageSource {
  input: (attributes: AttributeMap) => LazyMessage[];
  output: (attributes: AttributeMap) => Message[];
}

/** Where model calls keep their messages, best source first; input and output are looked for
 * separately. A new vendor is a new row. */
const SOURCES: readonly MessageSource[] = [
  { input: openInferenceInput, output: openInferenceOutput },
  { input: lazily(genAiInput), output: genAiOutput },
  { input: lazily(aiSdkInput), output: aiSdkOutput },
  bodySource("langfuse.observation.input", "langfuse.observation.output"),
  bodySource("traceloop.entity.input", "traceloop.entity.output"),
  { input: lazily(indexedInput), output: indexedOutput },
  bodySource("input.value", "output.value", "input.mime_type", "output.mime_type"),
];

const VALUE_KEYS = ["output.value"] as const;
const MASKED = "__REDACTED__";

/** The messages of a model call; null when there are none that could be read. */
export function readModelCall(attributes: AttributeMap): ModelCall | null {
  const input = firstMessages(SOURCES, (source) => source.input(attributes));
  const output = firstMessages(SOURCES, (source) => source.output(attributes));
  if (input.length === 0 && output.length === 0) return null;
  return modelCall(input, completed(output, attributes), genAiSystem(attributes));
}

function firstMessages<M>(
  sources: readonly MessageSource[],
  read: (source: MessageSource) => M[],
): M[] {
  for (const source of sources) {
    const messages = read(source);
    if (messages.length > 0) return messages;
  }
  return [];
}

function lazily(read: (attributes: AttributeMap) => Message[]) {
  return (attributes: AttributeMap): LazyMessage[] =>
    read(attributes).map((message) => ({ role: message.role, read: () => message }));
}

function bodySource(input: string, output: string, inputMime?: string, outputMime?: string) {
  return {
    input: lazily((attributes) => bodyInput(attributes, input, inputMime)),
    output: (attributes: AttributeMap) => bodyOutput(attributes, output, outputMime),
  };
}

/** Some clients put tool calls into the output messages and the text beside them only elsewhere. */
function completed(output: Message[], attributes: AttributeMap): Message[] {
  const [message] = output;
  if (message === undefined || output.some(({ text }) => text.trim() !== "")) return output;
  const text = aiSdkText(attributes) ?? plainOutput(attributes);
  const reasoning = message.reasoning ?? aiSdkReasoning(attributes);
  if (text === null && reasoning === null) return output;
  const full: Message = { ...message, text: text ?? message.text };
  if (reasoning !== null) full.reasoning = reasoning;
  return [full, ...output.slice(1)];
}

function plainOutput(attributes: AttributeMap): string | null {
  const mimeType = attributes.get("output.mime_type") ?? null;
  const text = firstText(attributes, VALUE_KEYS);
  if (text === null || text === MASKED) return null;
  const isPlain = mimeType === null ? !/^\s*[[{]/.test(text) : mimeType === "text/plain";
  return isPlain ? text : null;
}
