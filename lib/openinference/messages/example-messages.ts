import type { AttributeValue } from "@/lib/otlp/span";
import { attributeMap, type ExampleAttributes } from "../example-span";
import type { Message, ModelCall } from "../span-facts";
import { readModelCall } from "./read-model-call";

export function readCall(attributes: ExampleAttributes): ModelCall | null {
  return readModelCall(attributeMap(attributes));
}

export function readTail(attributes: ExampleAttributes): Message[] {
  return readCall(attributes)?.tail ?? [];
}

export function readAnswer(attributes: ExampleAttributes): Message[] {
  return readCall(attributes)?.output ?? [];
}

/** One message in OpenInference's flat form. */
export function flat(
  side: "input" | "output",
  index: number,
  fields: Record<string, AttributeValue>,
): ExampleAttributes {
  const prefix = `llm.${side}_messages.${index}.message`;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [`${prefix}.${key}`, value]),
  );
}
