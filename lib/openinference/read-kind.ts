import type { AttributeMap } from "@/lib/otlp/span";
import { scalarText } from "./attribute-value";
import { SPAN_KINDS, type SpanKind } from "./span-facts";

const OPENINFERENCE: ReadonlyMap<string, SpanKind> = new Map(
  SPAN_KINDS.map((kind) => [kind, kind] as const),
);

const GEN_AI_OPERATIONS: ReadonlyMap<string, SpanKind> = new Map([
  ["chat", "LLM"],
  ["text_completion", "LLM"],
  ["generate_content", "LLM"],
  ["embeddings", "EMBEDDING"],
  ["execute_tool", "TOOL"],
  ["retrieval", "RETRIEVER"],
  ["invoke_agent", "AGENT"],
  ["create_agent", "AGENT"],
]);

const LANGFUSE_TYPES: ReadonlyMap<string, SpanKind> = new Map([
  ["generation", "LLM"],
  ["agent", "AGENT"],
  ["tool", "TOOL"],
  ["chain", "CHAIN"],
  ["span", "CHAIN"],
  ["retriever", "RETRIEVER"],
  ["embedding", "EMBEDDING"],
  ["evaluator", "EVALUATOR"],
  ["guardrail", "GUARDRAIL"],
]);

const TRACELOOP_KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ["workflow", "CHAIN"],
  ["task", "CHAIN"],
  ["agent", "AGENT"],
  ["tool", "TOOL"],
]);

const LLM_REQUEST_TYPES: ReadonlyMap<string, SpanKind> = new Map([
  ["chat", "LLM"],
  ["completion", "LLM"],
  ["embedding", "EMBEDDING"],
  ["rerank", "RERANKER"],
]);

/** The first attribute that says something decides. */
const KIND_ATTRIBUTES: readonly {
  key: string;
  kindOf: (text: string) => SpanKind | undefined;
}[] = [
  { key: "openinference.span.kind", kindOf: (text) => OPENINFERENCE.get(text.toUpperCase()) },
  {
    key: "gen_ai.operation.name",
    kindOf: (text) => GEN_AI_OPERATIONS.get(text.toLowerCase()) ?? "CHAIN",
  },
  { key: "ai.operationId", kindOf: aiSdkKind },
  { key: "operation.name", kindOf: aiSdkKind },
  { key: "langfuse.observation.type", kindOf: (text) => LANGFUSE_TYPES.get(text.toLowerCase()) },
  { key: "traceloop.span.kind", kindOf: (text) => TRACELOOP_KINDS.get(text.toLowerCase()) },
  { key: "llm.request.type", kindOf: (text) => LLM_REQUEST_TYPES.get(text.toLowerCase()) },
];

export function readKind(attributes: AttributeMap): SpanKind {
  for (const { key, kindOf } of KIND_ATTRIBUTES) {
    const text = scalarText(attributes.get(key))?.trim();
    const kind = text ? kindOf(text) : undefined;
    if (kind !== undefined && kind !== "UNKNOWN") return kind;
  }
  return "UNKNOWN";
}

/** Vercel AI SDK: `ai.generateText.doGenerate`, possibly followed by the function's id. */
function aiSdkKind(text: string): SpanKind | undefined {
  const operation = text.split(" ", 1)[0] ?? "";
  if (!operation.startsWith("ai.")) return undefined;
  if (/\.do(Generate|Stream)$/.test(operation)) return "LLM";
  if (operation.startsWith("ai.embed"))
    return operation.endsWith(".doEmbed") ? "EMBEDDING" : "CHAIN";
  return operation === "ai.toolCall" ? "TOOL" : "AGENT";
}
