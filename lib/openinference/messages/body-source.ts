import type { AttributeMap } from "@/lib/otlp/span";
import type { Message } from "../span-facts";
import { attributeBody } from "./attribute-body";
import { chatInput, chatOutput } from "./chat-body";

const PLAIN = "text/plain";

/** Messages in one attribute that holds the request: a JSON body, or the user's text. */
export function bodyInput(attributes: AttributeMap, key: string, mimeKey?: string): Message[] {
  const body = attributeBody(attributes.get(key));
  if (body === null) return [];
  if (body.text !== null && (body.json === undefined || isPlain(attributes, mimeKey))) {
    return [{ role: "user", text: body.text }];
  }
  return chatInput(body.json);
}

/** Messages in one attribute that holds the response. JSON that is no known body is the answer
 * itself: a structured output. */
export function bodyOutput(attributes: AttributeMap, key: string, mimeKey?: string): Message[] {
  const body = attributeBody(attributes.get(key));
  if (body === null) return [];
  const found =
    body.json === undefined || isPlain(attributes, mimeKey) ? [] : chatOutput(body.json);
  if (found.length > 0 || body.text === null) return found;
  return [{ role: "assistant", text: body.text }];
}

function isPlain(attributes: AttributeMap, mimeKey: string | undefined): boolean {
  return mimeKey !== undefined && attributes.get(mimeKey) === PLAIN;
}
