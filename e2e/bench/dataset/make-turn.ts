import { createHash } from "node:crypto";
import { makeSpan, type Random } from "@/db/testing/random-spans";
import type { AttributeValue, Span } from "@/lib/otlp/span";
import { makeText } from "./vocabulary";

interface ChatMessage {
  role: string;
  content: string;
}

/** One person's conversation, to which turns are added. */
export interface Conversation {
  sessionId: string;
  userId: string;
  model: string;
  tenant: string;
  tag: string;
  system: string;
  history: ChatMessage[];
  turns: number;
  /** Of the next turn, in milliseconds since 1970. */
  atMs: number;
  /** How long its texts are: at 1, spans of 4 KB. */
  scale: number;
  /** How rare its long traces are: at 1, all lengths from 3 to 13 spans are alike. */
  skew: number;
}

const models = [
  "gpt-4o",
  "gpt-4o-mini",
  "gpt-4.1",
  "claude-sonnet-4-20250514",
  "claude-3-5-haiku-20241022",
  "gemini-2.5-pro",
  "mistral-large-2411",
  "llama-3.3-70b",
];
const tags = ["production", "beta", "mobile", "web", "internal", "partner"];
const tenants = 200;
const mostMessages = 8;
export const benchProject = "bench";
const resource = new Map<string, AttributeValue>([
  ["service.name", "support-agent"],
  ["openinference.project.name", benchProject],
]);

export function startConversation(
  random: Random,
  who: Pick<Conversation, "sessionId" | "userId" | "atMs" | "scale" | "skew">,
): Conversation {
  const pick = (list: string[]) => list[Math.floor(list.length * random() ** 1.5)] ?? "";
  return {
    ...who,
    model: pick(models),
    tenant: `tenant-${Math.floor(tenants * random() ** 2)}`,
    tag: pick(tags),
    system: makeText(random, 500 * who.scale),
    history: [],
    turns: 0,
  };
}

/** The next trace of a conversation: 3 to 13 spans of 2 to 6 KB under an agent, at least one of
 * them a model call that brings the history along. */
export function makeTurn(random: Random, conversation: Conversation): Span[] {
  const turn = conversation.turns++;
  const id = createHash("sha256").update(`${conversation.sessionId}/${turn}`).digest("hex");
  const traceId = id.slice(0, 32);
  const count = 3 + Math.floor(11 * random() ** conversation.skew);
  const write = (characters: number) => makeText(random, characters * conversation.scale);
  const question = write(60 + 300 * random());
  const answer = write(100 + 500 * random());
  const hasFailed = random() < 0.03;
  const spans: Span[] = [];
  let atMs = conversation.atMs;
  conversation.history.push({ role: "user", content: question });

  const add = (kind: string, name: string, attributes: Record<string, AttributeValue>) => {
    const ms = Math.floor(20 + 900 * random());
    const isTop = spans.length === 0;
    spans.push(
      makeSpan(
        {
          traceId,
          spanId: (BigInt(`0x${id.slice(32, 48)}`) ^ BigInt(spans.length))
            .toString(16)
            .padStart(16, "0"),
          parentSpanId: spans[0]?.spanId ?? null,
          name,
          startUnixNano: BigInt(atMs) * 1_000_000n,
          endUnixNano: BigInt(atMs + (isTop ? 900 * count : ms)) * 1_000_000n,
          statusCode: kind === "TOOL" && hasFailed ? "ERROR" : "UNSET",
          statusMessage: kind === "TOOL" && hasFailed ? "The service timed out." : "",
          scopeName: "openinference.instrumentation",
          resource,
        },
        { ...common(conversation), "openinference.span.kind": kind, ...attributes },
      ),
    );
    if (!isTop) atMs += ms;
  };

  add("AGENT", "support agent", {
    "input.value": question,
    "output.value": answer,
    state: write(2_200 + 1_800 * random()),
  });
  for (let index = 1; index < count; index += 1) {
    const isLast = index === count - 1;
    if (isLast || index % 3 === 1)
      add("LLM", "chat", modelCall(random, conversation, isLast ? answer : ""));
    else if (index % 3 === 2) add("TOOL", "look up", toolRun(random, conversation, write));
    else add("RETRIEVER", "search documents", documents(random, question, write));
  }
  conversation.history.push({ role: "assistant", content: answer });
  conversation.atMs = atMs + 5_000 + Math.floor(60_000 * random());
  return spans;
}

function common({ sessionId, userId, tenant, tag }: Conversation): Record<string, AttributeValue> {
  return {
    "session.id": sessionId,
    "user.id": userId,
    metadata: JSON.stringify({ tenant, release: "2026.11" }),
    "tag.tags": [tag],
  };
}

/** Without an answer it asks for a tool. */
function modelCall(
  random: Random,
  { model, system, history, scale }: Conversation,
  answer: string,
): Record<string, AttributeValue> {
  const prompt = 300 + Math.floor(3_000 * random());
  const completion = 20 + Math.floor(300 * random());
  const attributes: Record<string, AttributeValue> = {
    "llm.model_name": model,
    "llm.provider": "openai",
    "llm.invocation_parameters": '{"temperature":0.2,"max_tokens":800}',
    "llm.token_count.prompt": prompt,
    "llm.token_count.completion": completion,
    "llm.token_count.total": prompt + completion,
  };
  const messages = [{ role: "system", content: system }, ...history.slice(-mostMessages)];
  for (const [index, { role, content }] of messages.entries()) {
    attributes[`llm.input_messages.${index}.message.role`] = role;
    attributes[`llm.input_messages.${index}.message.content`] = content;
  }
  const output = "llm.output_messages.0.message";
  attributes[`${output}.role`] = "assistant";
  if (answer !== "") attributes[`${output}.content`] = answer;
  else {
    const call = `${output}.tool_calls.0.tool_call`;
    attributes[`${call}.id`] = `call_${prompt}`;
    attributes[`${call}.function.name`] = "look_up";
    attributes[`${call}.function.arguments`] = JSON.stringify({ query: makeText(random, 40) });
  }
  attributes["input.value"] = JSON.stringify({ model, messages }).slice(0, 3_000 * scale);
  return attributes;
}

function toolRun(
  random: Random,
  { history }: Conversation,
  write: (characters: number) => string,
): Record<string, AttributeValue> {
  const result = write(400 + 800 * random());
  history.push({ role: "tool", content: result.slice(0, 400) });
  return {
    "tool.name": "look_up",
    "input.value": JSON.stringify({ query: makeText(random, 40) }),
    "output.value": result,
    "http.response": write(2_000),
  };
}

function documents(
  random: Random,
  question: string,
  write: (characters: number) => string,
): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = { "input.value": question };
  for (let index = 0; index < 5; index += 1) {
    const document = `retrieval.documents.${index}.document`;
    attributes[`${document}.content`] = write(450 + 500 * random());
    attributes[`${document}.score`] = random();
  }
  return attributes;
}
