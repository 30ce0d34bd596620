import { expect, test } from "vitest";
import { attributeMap, type ExampleAttributes } from "./example-span";
import { readKind } from "./read-kind";

test.each<[ExampleAttributes, string]>([
  [{ "openinference.span.kind": "LLM" }, "LLM"],
  [{ "openinference.span.kind": "reranker" }, "RERANKER"],
  [{ "openinference.span.kind": "LLM", "gen_ai.operation.name": "execute_tool" }, "LLM"],
  [{ "openinference.span.kind": "ODD", "gen_ai.operation.name": "chat" }, "LLM"],
  [{ "gen_ai.operation.name": "text_completion" }, "LLM"],
  [{ "gen_ai.operation.name": "generate_content" }, "LLM"],
  [{ "gen_ai.operation.name": "embeddings" }, "EMBEDDING"],
  [{ "gen_ai.operation.name": "execute_tool" }, "TOOL"],
  [{ "gen_ai.operation.name": "retrieval" }, "RETRIEVER"],
  [{ "gen_ai.operation.name": "invoke_agent" }, "AGENT"],
  [{ "gen_ai.operation.name": "create_agent" }, "AGENT"],
  [{ "gen_ai.operation.name": "agent_step" }, "CHAIN"],
  [{ "ai.operationId": "ai.generateText.doGenerate" }, "LLM"],
  [{ "ai.operationId": "ai.streamObject.doStream" }, "LLM"],
  [{ "ai.operationId": "ai.generateText" }, "AGENT"],
  [{ "ai.operationId": "ai.toolCall" }, "TOOL"],
  [{ "ai.operationId": "ai.embed.doEmbed" }, "EMBEDDING"],
  [{ "operation.name": "ai.streamText.doStream my-function" }, "LLM"],
  [{ "operation.name": "GET /chat" }, "UNKNOWN"],
  [{ "langfuse.observation.type": "generation" }, "LLM"],
  [{ "langfuse.observation.type": "tool" }, "TOOL"],
  [{ "traceloop.span.kind": "workflow" }, "CHAIN"],
  [{ "llm.request.type": "chat" }, "LLM"],
  [{ "openinference.span.kind": null }, "UNKNOWN"],
  [{}, "UNKNOWN"],
])("%o is %s", (attributes, kind) => {
  expect(readKind(attributeMap(attributes))).toBe(kind);
});
