import { type ChatMessage, countTokens, messageAttributes, type SentMessage } from "./chat-history";
import type { Dialect } from "./dialects";
import { type KeyValueJson, toKeyValues } from "./otlp-json";
import type { SampleRandom } from "./random";
import type { SampleAgent, SampleModel, SampleTool } from "./sample-agents";
import type { TraceWriter } from "./trace-writer";

export interface SpanPlace {
  trace: TraceWriter;
  parentSpanId: string;
  context: KeyValueJson[];
  agent: SampleAgent;
  dialect: Dialect;
  model: SampleModel;
  random: SampleRandom;
}

interface ModelCallInput extends SpanPlace {
  /** All messages so far: every call sends them again. */
  history: SentMessage[];
  startMs: number;
  reply?: ChatMessage;
  streamed?: boolean;
  error?: { type: string; message: string };
  waitMs?: number;
}

/** Returns when the call ended. */
export function writeModelCall(input: ModelCallInput): number {
  const { trace, agent, dialect, model, history, reply, random, startMs } = input;
  const prompt = history.reduce((sum, { tokens }) => sum + tokens, agent.tools.length * 60);
  const completion = reply ? countTokens(reply) : 0;
  const thinkingMs =
    input.waitMs ?? random.around(380, 0.35) + prompt * 0.06 + completion * model.tokenMs;
  const endMs = startMs + thinkingMs;
  if (!reply && !dialect.failedCallHasSpan) return endMs;

  const parameters = invocationParameters(model, agent.tools, input.streamed ?? false);
  trace.add({
    name: dialect.llmSpanName,
    scope: dialect.llmScope,
    parentSpanId: input.parentSpanId,
    startMs,
    endMs,
    error: input.error,
    events:
      input.streamed && dialect.language === "python"
        ? [{ name: "First Token Stream Event", atMs: startMs + thinkingMs * 0.2 }]
        : [],
    attributes: [
      ...input.context,
      ...toKeyValues({
        "openinference.span.kind": "LLM",
        "llm.system": dialect.llmSystem,
        "llm.provider": model.provider ?? undefined,
        "input.value": requestJson(parameters, history),
        "input.mime_type": "application/json",
        "llm.invocation_parameters": JSON.stringify(parameters),
      }),
      ...history.flatMap(({ attributes }) => attributes),
      ...toKeyValues(toolSchemas(agent.tools)),
      ...(reply ? replyAttributes(input, reply, prompt, completion) : []),
    ],
  });
  return endMs;
}

function replyAttributes(
  { dialect, model, history, streamed, random }: ModelCallInput,
  reply: ChatMessage,
  prompt: number,
  completion: number,
): KeyValueJson[] {
  const finishReason = reply.tool_calls ? "tool_calls" : "stop";
  const shared = [
    ...toKeyValues({ "llm.model_name": model.name, "llm.finish_reason": finishReason }),
    ...messageAttributes("llm.output_messages.0", reply),
  ];
  if (streamed) {
    const { value, mimeType } = dialect.streamedOutput(reply.content ?? "", model.name);
    return [...shared, ...toKeyValues({ "output.value": value, "output.mime_type": mimeType })];
  }
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
  const cached = history.length > 4 ? Math.floor((prompt * 0.7) / 128) * 128 : 0;
  return [
    ...shared,
    ...toKeyValues({
      "output.value": JSON.stringify({
        id: `chatcmpl-${random.hex(20)}`,
        object: "chat.completion",
        model: model.name,
        choices: [{ index: 0, message: reply, finish_reason: finishReason }],
        usage,
      }),
      "output.mime_type": "application/json",
      "llm.token_count.prompt": prompt,
      "llm.token_count.completion": completion,
      "llm.token_count.total": prompt + completion,
      "llm.token_count.prompt_details.cache_read": cached,
    }),
  ];
}

function requestJson(parameters: object, history: SentMessage[]): string {
  const messages = history.map(({ json }) => json).join(",");
  return `${JSON.stringify(parameters).slice(0, -1)},"messages":[${messages}]}`;
}

function invocationParameters(model: SampleModel, tools: SampleTool[], stream: boolean) {
  return {
    model: model.name,
    temperature: 0.2,
    ...(stream ? { stream: true } : {}),
    ...(tools.length > 0 ? { tools: tools.map(toolSchema) } : {}),
  };
}

function toolSchemas(tools: SampleTool[]): Record<string, string> {
  return Object.fromEntries(
    tools.map((tool, i) => [`llm.tools.${i}.tool.json_schema`, JSON.stringify(toolSchema(tool))]),
  );
}

function toolSchema({ name, description, parameters }: SampleTool) {
  const properties = Object.fromEntries(parameters.map((key) => [key, { type: "string" }]));
  return {
    type: "function",
    function: { name, description, parameters: { type: "object", properties } },
  };
}
