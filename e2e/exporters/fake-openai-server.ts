import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

interface ChatMessage {
  role: string;
  content: string | null;
}

interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  stream: boolean;
}

interface Reply {
  text: string | null;
  tool: { id: string; name: string; arguments: string } | null;
}

export interface FakeOpenAI {
  /** For the OpenAI client's `baseURL`. */
  baseUrl: string;
  close(): Promise<void>;
}

/** A local chat completions server that always answers alike:
 * "order <id>" asks for lookup_order and then says what it returned; "rate limit" is a 429;
 * anything else is echoed. Streams when asked to. Usage is the number of characters. */
export async function startFakeOpenAI(): Promise<FakeOpenAI> {
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readRequest(request);
  const last = body.messages.at(-1);
  if (last?.role === "user" && last.content?.includes("rate limit")) {
    const error = { message: "Rate limit reached for requests", code: "rate_limit_exceeded" };
    response.writeHead(429, { "content-type": "application/json" });
    response.end(JSON.stringify({ error }));
    return;
  }
  const reply = replyTo(body.messages);
  if (body.stream) return stream(response, body.model, reply);
  const prompt = body.messages.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  const completion = (reply.text ?? reply.tool?.arguments ?? "").length;
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      ...envelope("chat.completion", body.model),
      choices: [{ index: 0, finish_reason: finishReason(reply), message: toMessage(reply) }],
      usage: {
        prompt_tokens: prompt,
        completion_tokens: completion,
        total_tokens: prompt + completion,
      },
    }),
  );
}

async function readRequest(request: IncomingMessage): Promise<ChatRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

function replyTo(messages: ChatMessage[]): Reply {
  const last = messages.at(-1);
  if (last?.role === "tool") return { text: `The order is here: ${last.content}`, tool: null };
  const order = /order ([\w-]+)/.exec(last?.content ?? "")?.[1];
  if (!order) return { text: `You said: ${last?.content ?? ""}`, tool: null };
  const id = `call_${messages.length}`;
  return {
    text: null,
    tool: { id, name: "lookup_order", arguments: JSON.stringify({ order_id: order }) },
  };
}

function stream(response: ServerResponse, model: string, reply: Reply): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta: object, finish: string | null) => {
    const choices = [{ index: 0, delta, finish_reason: finish }];
    const chunk = { ...envelope("chat.completion.chunk", model), choices };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  if (reply.tool)
    send({ role: "assistant", tool_calls: [{ index: 0, ...toolCall(reply.tool) }] }, null);
  for (const part of reply.text?.split(/(?<= )/) ?? [])
    send({ role: "assistant", content: part }, null);
  send({}, finishReason(reply));
  response.end("data: [DONE]\n\n");
}

function envelope(object: string, model: string) {
  return { id: "chatcmpl-fake", object, created: 1_763_683_200, model };
}

function toMessage({ text, tool }: Reply) {
  return { role: "assistant", content: text, ...(tool ? { tool_calls: [toolCall(tool)] } : {}) };
}

function toolCall({ id, name, arguments: args }: NonNullable<Reply["tool"]>) {
  return { id, type: "function", function: { name, arguments: args } };
}

function finishReason({ tool }: Reply): string {
  return tool ? "tool_calls" : "stop";
}
