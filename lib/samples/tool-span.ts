import type { SpanPlace } from "./model-call-span";
import { type AttributeInput, toKeyValues } from "./otlp-json";
import type { SampleDocument, SampleToolCall, SampleTurn } from "./sample-conversation";

interface ToolRunInput extends SpanPlace {
  call: SampleToolCall;
  turn: SampleTurn;
  startMs: number;
}

/** Returns when the tool ended. */
export function writeToolRun(input: ToolRunInput): number {
  const { trace, context, dialect, agent, call, startMs } = input;
  const spanId = trace.newSpanId();
  const retrieves = call.name === "search_docs";
  const endMs = retrieves
    ? writeRetrieval(input, spanId, startMs + 1) + 1
    : startMs + 1 + call.latencyMs;
  trace.add({
    name: call.name,
    scope: dialect.appScope,
    spanId,
    parentSpanId: input.parentSpanId,
    startMs,
    endMs,
    error: call.error === null ? undefined : { type: "ToolError", message: call.error },
    attributes: [
      ...context,
      ...toKeyValues({
        "openinference.span.kind": "TOOL",
        "tool.name": call.name,
        "tool.description": agent.tools.find(({ name }) => name === call.name)?.description,
        "input.value": JSON.stringify(call.arguments),
        "input.mime_type": "application/json",
        "output.value": call.error === null ? JSON.stringify(call.result) : undefined,
        "output.mime_type": call.error === null ? "application/json" : undefined,
      }),
    ],
  });
  return endMs;
}

/** A RETRIEVER span around the EMBEDDING of its query. Returns when it ended. */
function writeRetrieval(input: ToolRunInput, parentSpanId: string, startMs: number): number {
  const { trace, context, dialect, turn, random } = input;
  const documents = turn.documents ?? [];
  const spanId = trace.newSpanId();
  const embeddedMs = startMs + random.around(60, 0.4);
  const tokens = Math.ceil(turn.user.length / 4);
  trace.add({
    name: "CreateEmbeddings",
    scope: dialect.llmScope,
    parentSpanId: spanId,
    startMs: startMs + 0.4,
    endMs: embeddedMs,
    attributes: [
      ...context,
      ...toKeyValues({
        "openinference.span.kind": "EMBEDDING",
        "embedding.model_name": "text-embedding-3-small",
        "embedding.embeddings.0.embedding.text": turn.user,
        "input.value": JSON.stringify({ model: "text-embedding-3-small", input: turn.user }),
        "input.mime_type": "application/json",
        "llm.token_count.prompt": tokens,
        "llm.token_count.total": tokens,
      }),
    ],
  });
  const endMs = embeddedMs + random.around(25, 0.5);
  trace.add({
    name: "retrieve",
    scope: dialect.appScope,
    spanId,
    parentSpanId,
    startMs,
    endMs,
    attributes: [
      ...context,
      ...toKeyValues({
        "openinference.span.kind": "RETRIEVER",
        "input.value": turn.user,
        "input.mime_type": "text/plain",
        ...documentAttributes(documents),
        ...relevanceAttributes(documents),
      }),
    ],
  });
  return endMs;
}

function documentAttributes(documents: SampleDocument[]): Record<string, AttributeInput> {
  const attributes: Record<string, AttributeInput> = {};
  documents.forEach(({ id, title, text, score }, i) => {
    const at = `retrieval.documents.${i}.document`;
    attributes[`${at}.id`] = id;
    attributes[`${at}.content`] = text;
    attributes[`${at}.score`] = score;
    attributes[`${at}.metadata`] = JSON.stringify({
      title,
      url: `https://tideline.example/docs/${id}`,
    });
  });
  return attributes;
}

/** A check in code that rides on the span it judges. */
function relevanceAttributes(documents: SampleDocument[]): Record<string, AttributeInput> {
  const best = documents[0]?.score ?? 0;
  return {
    "evaluations.0.evaluation.name": "relevance",
    "evaluations.0.evaluation.label": best >= 0.6 ? "relevant" : "irrelevant",
    "evaluations.0.evaluation.score": best,
    "evaluations.0.evaluation.annotator_kind": "CODE",
  };
}
