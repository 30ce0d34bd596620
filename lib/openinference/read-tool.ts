import type { AttributeMap } from "@/lib/otlp/span";
import { anyText, firstText } from "./attribute-value";
import { parseToolValue } from "./json-text";
import type { ToolRun } from "./span-facts";

const NAME_KEYS = ["tool.name", "gen_ai.tool.name", "ai.toolCall.name", "traceloop.entity.name"];
const CALL_ID_KEYS = ["tool_call.id", "gen_ai.tool.call.id", "ai.toolCall.id"];
/** `tool.parameters` comes last: it may be the tool's schema. */
const ARGUMENT_KEYS = [
  "gen_ai.tool.call.arguments",
  "ai.toolCall.args",
  "input.value",
  "langfuse.observation.input",
  "traceloop.entity.input",
  "tool.parameters",
];
const RESULT_KEYS = [
  "gen_ai.tool.call.result",
  "ai.toolCall.result",
  "output.value",
  "langfuse.observation.output",
  "traceloop.entity.output",
];

/** One run of a tool; what the span does not say is null. */
export function readTool(attributes: AttributeMap): ToolRun {
  return {
    name: firstText(attributes, NAME_KEYS),
    callId: firstText(attributes, CALL_ID_KEYS),
    arguments: firstValue(attributes, ARGUMENT_KEYS),
    result: firstValue(attributes, RESULT_KEYS),
  };
}

/** The first value that is not blank, else a blank one, which is an empty text and not unknown. */
function firstValue(attributes: AttributeMap, keys: readonly string[]): unknown {
  let blank: string | null = null;
  for (const key of keys) {
    const text = anyText(attributes.get(key));
    if (text !== null && text.trim() !== "") return parseToolValue(text);
    blank ??= text;
  }
  return blank;
}
