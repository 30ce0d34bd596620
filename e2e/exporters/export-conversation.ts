import {
  setMetadata,
  setSession,
  setTags,
  setUser,
  traceAgent,
  traceTool,
} from "@arizeai/openinference-core";
import { OpenAIInstrumentation } from "@arizeai/openinference-instrumentation-openai";
import { context, type Tracer } from "@opentelemetry/api";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import OpenAI from "openai";
import { startFakeOpenAI } from "./fake-openai-server";
import { type ExportTarget, startExporting } from "./span-exporter";

export interface ConversationToExport extends ExportTarget {
  sessionId: string;
  userId?: string;
  /** What the user says, turn by turn; see startFakeOpenAI for what is answered. */
  turns: (string | { user: string; stream: true })[];
  metadata?: Record<string, string | number>;
  tags?: string[];
  model?: string;
  /** false: only the model calls are instrumented, each becomes a trace of its own. */
  agentSpan?: boolean;
}

export interface ExportedTurn {
  user: string;
  /** null: the call failed. */
  assistant: string | null;
}

type Messages = OpenAI.Chat.Completions.ChatCompletionMessageParam[];

const tools: OpenAI.Chat.Completions.ChatCompletionFunctionTool[] = [
  {
    type: "function",
    function: {
      name: "lookup_order",
      description: "Look up an order",
      parameters: { type: "object", properties: { order_id: { type: "string" } } },
    },
  },
];

const instrumentation = new OpenAIInstrumentation();
// Brings the context manager that carries session and user across awaits.
new NodeTracerProvider().register();
let running: Promise<unknown> = Promise.resolve();

/** Has a conversation with the real OpenAI client under the real OpenInference instrumentation and
 * sends its spans with the real OpenTelemetry exporter. Resolves once they were accepted with what
 * was said; throws when the exporter could not deliver them. */
export function exportConversation(input: ConversationToExport): Promise<ExportedTurn[]> {
  // The instrumentation is one per process, and so is the provider that it writes to.
  const result = running.then(() => converse(input));
  running = result.catch(() => {});
  return result;
}

async function converse(input: ConversationToExport): Promise<ExportedTurn[]> {
  const { provider, finish } = startExporting(input);
  const fake = await startFakeOpenAI();
  const client = new OpenAI({ baseURL: fake.baseUrl, apiKey: "fake", maxRetries: 0 });
  instrumentation.manuallyInstrument(OpenAI);
  instrumentation.setTracerProvider(provider);
  const tracer = provider.getTracer("exporter-under-test");
  const said = await context
    .with(contextOf(input), () => talk(client, tracer, input))
    .finally(fake.close);
  await finish();
  return said;
}

function contextOf({ sessionId, userId, metadata, tags }: ConversationToExport) {
  let active = setSession(context.active(), { sessionId });
  if (userId !== undefined) active = setUser(active, { userId });
  if (metadata) active = setMetadata(active, metadata);
  if (tags) active = setTags(active, tags);
  return active;
}

async function talk(
  client: OpenAI,
  tracer: Tracer,
  { turns, model = "gpt-5.4-mini", agentSpan = true }: ConversationToExport,
): Promise<ExportedTurn[]> {
  const messages: Messages = [{ role: "system", content: "You help with orders." }];
  const said: ExportedTurn[] = [];
  const findOrder = ({ order_id }: { order_id: string }) => ({ order_id, status: "shipped" });
  const lookUp = agentSpan ? traceTool(findOrder, { name: "lookup_order", tracer }) : findOrder;
  const answer = (user: string, stream: boolean) => answerTurn(user, stream);
  const answerAsAgent = agentSpan
    ? traceAgent((user: string, stream: boolean) => answer(user, stream), {
        name: "support_agent",
        tracer,
        processInput: (user) => ({ "input.value": user, "input.mime_type": "text/plain" }),
      })
    : answer;

  for (const turn of turns) {
    const { user, stream } = typeof turn === "string" ? { user: turn, stream: false } : turn;
    const kept = messages.length;
    try {
      said.push({ user, assistant: await answerAsAgent(user, stream) });
    } catch (error) {
      if (!(error instanceof OpenAI.APIError)) throw error;
      messages.length = kept;
      said.push({ user, assistant: null });
    }
  }
  return said;

  async function answerTurn(user: string, stream: boolean): Promise<string> {
    messages.push({ role: "user", content: user });
    for (;;) {
      const reply = stream
        ? await readStream(client, { model, messages, tools })
        : (await client.chat.completions.create({ model, messages, tools })).choices[0]?.message;
      if (!reply) throw new Error("The fake server gave no choice.");
      messages.push({ role: "assistant", content: reply.content, tool_calls: reply.tool_calls });
      if (!reply.tool_calls?.length) return reply.content ?? "";
      for (const call of reply.tool_calls) {
        if (call.type !== "function") continue;
        const result = lookUp(JSON.parse(call.function.arguments));
        messages.push({ role: "tool", tool_call_id: call.id, content: JSON.stringify(result) });
      }
    }
  }
}

type StreamedReply = Pick<OpenAI.Chat.Completions.ChatCompletionMessage, "content" | "tool_calls">;

async function readStream(
  client: OpenAI,
  body: Pick<
    OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming,
    "model" | "messages" | "tools"
  >,
): Promise<StreamedReply> {
  const chunks = await client.chat.completions.create({ ...body, stream: true });
  let content = "";
  const calls: NonNullable<StreamedReply["tool_calls"]> = [];
  for await (const chunk of chunks) {
    const delta = chunk.choices[0]?.delta;
    content += delta?.content ?? "";
    for (const { id, function: called } of delta?.tool_calls ?? []) {
      calls.push({
        id: id ?? "",
        type: "function",
        function: { name: called?.name ?? "", arguments: called?.arguments ?? "" },
      });
    }
  }
  return { content: content || null, tool_calls: calls.length > 0 ? calls : undefined };
}
