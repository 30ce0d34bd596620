import type { AttributeMap } from "@/lib/otlp/span";
import type { Message } from "../span-facts";
import { attributeBody } from "./attribute-body";
import { chatInput, chatOutput, systemText } from "./chat-body";

/** OpenTelemetry GenAI semantic conventions: messages of parts, as JSON text or structured. */
export function genAiInput(attributes: AttributeMap): Message[] {
  return chatInput(attributeBody(attributes.get("gen_ai.input.messages"))?.json);
}

export function genAiOutput(attributes: AttributeMap): Message[] {
  return chatOutput(attributeBody(attributes.get("gen_ai.output.messages"))?.json);
}

export function genAiSystem(attributes: AttributeMap): string | null {
  const body = attributeBody(attributes.get("gen_ai.system_instructions"));
  return body === null ? null : systemText(body.json ?? body.text);
}
