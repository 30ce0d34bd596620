/** Prints how many spans a second readSpan takes, for model calls of about 4.7 KB with a history of
 * ten messages, in three vendors' spellings. Run: npx tsx e2e/bench/read-span.ts */
import { readSpan } from "@/lib/openinference/read-span";
import { decodeTraces } from "@/lib/otlp/decode-traces";
import type { Span } from "@/lib/otlp/span";

const SPANS = 512;
const SECONDS = 3;

const question = "I want a refund for the lamp and the chair of my order W2611340, please.";
const answer =
  "The lamp is refundable until Friday; the chair is not, because it was worn. ".repeat(2);
const toolResult = JSON.stringify({
  order: "W2611340",
  items: ["lamp", "chair"],
  refundable: true,
});
const systemPrompt = "You are a helpful retail support agent. Verify before any refund. ".repeat(4);

const history = [
  { role: "system", content: systemPrompt },
  ...Array.from({ length: 3 }, (_, turn) => [
    { role: "user", content: `${question} (${turn})` },
    { role: "tool", content: toolResult },
    { role: "assistant", content: answer },
  ]).flat(),
  { role: "user", content: question },
];

type Attributes = [key: string, value: string | number][];

const common: Attributes = [
  ["session.id", "session-1"],
  ["user.id", "user-42"],
  ["metadata", '{"tenant":"acme","plan":"pro"}'],
  ["tag.tags", '["prod","beta"]'],
];

const variants: Record<string, Attributes> = {
  openinference: [
    ...common,
    ["openinference.span.kind", "LLM"],
    ["llm.model_name", "gpt-4o-2024-08-06"],
    ["llm.provider", "openai"],
    [
      "input.value",
      JSON.stringify({ model: "gpt-4o", messages: [...history, ...history] }).slice(0, 2300),
    ],
    ...history.flatMap(
      ({ role, content }, index): Attributes => [
        [`llm.input_messages.${index}.message.role`, role],
        [`llm.input_messages.${index}.message.content`, content],
      ],
    ),
    ["llm.output_messages.0.message.role", "assistant"],
    ["llm.output_messages.0.message.content", answer],
    ["llm.token_count.prompt", 812],
    ["llm.token_count.completion", 96],
    ["llm.token_count.total", 908],
  ],
  gen_ai: [
    ...common,
    ["gen_ai.operation.name", "chat"],
    ["gen_ai.provider.name", "openai"],
    ["gen_ai.response.model", "gpt-4o-2024-08-06"],
    ["gen_ai.input.messages", JSON.stringify([...history, ...history].map(toParts))],
    ["gen_ai.output.messages", JSON.stringify([toParts({ role: "assistant", content: answer })])],
    ["gen_ai.usage.input_tokens", 812],
    ["gen_ai.usage.output_tokens", 96],
  ],
  langfuse: [
    ...common,
    ["langfuse.observation.type", "generation"],
    ["langfuse.observation.model.name", "gpt-4o-2024-08-06"],
    ["langfuse.observation.input", JSON.stringify({ messages: [...history, ...history] })],
    ["langfuse.observation.output", JSON.stringify({ role: "assistant", content: answer })],
    ["langfuse.observation.usage_details", '{"input":812,"output":96,"total":908}'],
  ],
};

for (const [name, attributes] of Object.entries(variants)) {
  const spans = decodeSpans(attributes);
  const bytes = attributes.reduce((sum, [key, value]) => sum + key.length + `${value}`.length, 0);
  measure(spans, 0.5);
  const perSecond = measure(spans, SECONDS);
  console.log(`${name}: ${Math.round(perSecond)} spans/s of ${(bytes / 1024).toFixed(1)} KB`);
}

function measure(spans: Span[], seconds: number): number {
  const started = performance.now();
  let read = 0;
  while (performance.now() - started < seconds * 1000) {
    for (const span of spans) readSpan(span);
    read += spans.length;
  }
  return (read / (performance.now() - started)) * 1000;
}

/** Through the decoder, so that the strings are as they come from the wire. */
function decodeSpans(attributes: Attributes): Span[] {
  const spans = Array.from({ length: SPANS }, (_, index) => ({
    traceId: (index + 1).toString(16).padStart(32, "0"),
    spanId: (index + 1).toString(16).padStart(16, "0"),
    name: "chat",
    startTimeUnixNano: "1795219621350000000",
    endTimeUnixNano: "1795219621478407958",
    attributes: attributes.map(([key, value]) => ({
      key,
      value: typeof value === "number" ? { intValue: `${value}` } : { stringValue: value },
    })),
  }));
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  return decodeTraces(new TextEncoder().encode(body), "json").spans;
}

function toParts({ role, content }: { role: string; content: string }) {
  return { role, parts: [{ type: "text", content }] };
}
