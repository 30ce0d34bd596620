import type { AttributeMap, Span } from "@/lib/otlp/span";
import { firstText } from "./attribute-value";
import { fitKey } from "./fit-key";
import { readModelCall } from "./messages/read-model-call";
import { readAnnotations } from "./read-annotations";
import { aimAtLink, isCarrier } from "./read-carrier";
import { readCost } from "./read-cost";
import { isLevelError, readError } from "./read-error";
import { readSessionId, readUserId } from "./read-identity";
import { readKind } from "./read-kind";
import { readMetadata, readMetadataRecord } from "./read-metadata";
import { readTags } from "./read-tags";
import { readTokens } from "./read-tokens";
import { readTool } from "./read-tool";
import { readInput, readOutput } from "./readable-text";
import type { SpanFacts } from "./span-facts";

const MODEL_KEYS = [
  "llm.model_name",
  "llm.response.model_name",
  "gen_ai.response.model",
  "ai.response.model",
  "langfuse.observation.model.name",
  "llm.request.model_name",
  "gen_ai.request.model",
  "ai.model.id",
  "embedding.model_name",
  "reranker.model_name",
] as const;

/** Everything that Colloquy reads out of a span. Never throws, whatever the attributes hold. */
export function readSpan(span: Span): SpanFacts {
  const { attributes } = span;
  const kind = readKind(attributes);
  const record = readMetadataRecord(attributes);
  const model = readModel(attributes);
  const tokens = readTokens(attributes);
  const cost = readCost(attributes, kind, model, tokens, Number(span.startUnixNano / 1_000_000n));
  const call = kind === "LLM" ? readModelCall(attributes) : null;
  const facts: Omit<SpanFacts, "isCarrier"> = {
    kind,
    sessionId: readSessionId(attributes, record),
    userId: readUserId(attributes, record),
    tags: readTags(attributes),
    metadata: readMetadata(attributes, record),
    model,
    promptTokens: tokens.prompt,
    completionTokens: tokens.completion,
    totalTokens: tokens.total,
    costNanoUsd: cost.nanoUsd,
    costComputed: cost.computed,
    error: readError(span),
    isLevelError: isLevelError(span),
    call,
    tool: kind === "TOOL" ? readTool(attributes) : null,
    input: call !== null && call.messageCount > 0 ? null : readInput(attributes, kind),
    output: call !== null && call.output.length > 0 ? null : readOutput(attributes, kind),
    annotations: readAnnotations(span),
  };
  const carrier = isCarrier(span, facts);
  const annotations = carrier ? aimAtLink(span, facts.annotations) : facts.annotations;
  return { ...facts, annotations, isCarrier: carrier };
}

function readModel(attributes: AttributeMap): string | null {
  const model = firstText(attributes, MODEL_KEYS);
  return model === null ? null : fitKey(model.trim());
}
