import type { AttributeMap, AttributeValue } from "@/lib/otlp/span";
import { idText } from "./attribute-value";
import { fitKey } from "./fit-key";
import { parseJsonText } from "./json-text";

/** The first that carries a tag wins. */
const TAG_KEYS = ["tag.tags", "langfuse.trace.tags", "ai.telemetry.metadata.tags"] as const;
const MAX_TAGS = 50;
const MAX_JSON_CHARS = 64 * 1024;

/** Distinct tags in order; a list, or the JSON text of one, or a single tag. */
export function readTags(attributes: AttributeMap): string[] {
  for (const key of TAG_KEYS) {
    const tags = tagsOf(attributes.get(key));
    if (tags.length > 0) return tags;
  }
  return [];
}

function tagsOf(value: AttributeValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  const parsed = typeof value === "string" ? parseJsonText(value, MAX_JSON_CHARS) : value;
  const items: unknown[] = Array.isArray(parsed) ? parsed : [value];
  const tags = items.map(idText).filter((tag) => tag !== null);
  return [...new Set(tags.map(fitKey))].slice(0, MAX_TAGS);
}
