import { gzipSync } from "node:zlib";
import { decodeTraces, type Encoding } from "@/lib/otlp/decode-traces";
import { encodeTraces } from "@/lib/otlp/encode-traces";
import type { AttributeMap, Span } from "@/lib/otlp/span";

/** Prints how many spans a second each encoding is decoded at: 512 LLM spans of 4.7 kB. */
const spanCount = 512;
const rounds = 7;
const roundMs = 700;

for (const encoding of ["protobuf", "json"] satisfies Encoding[]) {
  const body = encodeTraces(makeSpans(), encoding);
  const rates = Array.from({ length: rounds }, () => measure(body, encoding)).sort((a, b) => a - b);
  const median = rates[rounds >> 1] ?? 0;
  console.log(
    `${encoding.padEnd(8)} ${Math.round(median)} spans/s (median of ${rounds}, best ${Math.round(rates[rounds - 1] ?? 0)}), ` +
      `${(body.byteLength / spanCount / 1000).toFixed(2)} kB a span, gzip ${(gzipSync(body).byteLength / 1000).toFixed(0)} kB`,
  );
}

function measure(body: Uint8Array, encoding: Encoding): number {
  const start = performance.now();
  let decoded = 0;
  while (performance.now() - start < roundMs) decoded += decodeTraces(body, encoding).spans.length;
  return (decoded * 1000) / (performance.now() - start);
}

/** Seven messages of history, one tool call, a few non-ASCII texts: what instrumentation sends. */
function makeSpans(): Span[] {
  const resource: AttributeMap = new Map([
    ["service.name", "support-bot"],
    ["openinference.project.name", "bench"],
  ]);
  return Array.from({ length: spanCount }, (_, index) => {
    const attributes: AttributeMap = new Map();
    attributes.set("openinference.span.kind", "LLM");
    attributes.set("session.id", `session-${index % 40}`);
    attributes.set("user.id", `user-${index % 9}`);
    attributes.set("llm.model_name", "gpt-4o-mini");
    attributes.set("llm.token_count.prompt", 900 + index);
    attributes.set("llm.token_count.completion", 80);
    attributes.set("llm.token_count.total", 980 + index);
    attributes.set("input.mime_type", "application/json");
    for (let message = 0; message < 7; message += 1) {
      const name = `llm.input_messages.${message}.message`;
      attributes.set(`${name}.role`, message % 2 === 0 ? "user" : "assistant");
      attributes.set(`${name}.content`, sentence(message === 5 ? 330 : 390, message === 5, index));
    }
    attributes.set("llm.output_messages.0.message.role", "assistant");
    attributes.set("llm.output_messages.0.message.content", sentence(300, false, index));
    const call = "llm.output_messages.0.message.tool_calls.0.tool_call";
    attributes.set(`${call}.id`, `call_${index}`);
    attributes.set(`${call}.function.name`, "lookup_order");
    attributes.set(`${call}.function.arguments`, `{"order_id":"W${index}"}`);
    attributes.set("output.value", sentence(300, false, index));
    attributes.set("llm.invocation_parameters", '{"temperature":0.2,"max_tokens":800}');
    const start = 1_795_219_621_349_000_000n + BigInt(index) * 1_000_000n;
    return {
      traceId: (index >> 2).toString(16).padStart(32, "a"),
      spanId: index.toString(16).padStart(16, "b"),
      parentSpanId: index % 4 === 0 ? null : (index - 1).toString(16).padStart(16, "b"),
      name: "OpenAI Chat Completions",
      kind: 1,
      startUnixNano: start,
      endUnixNano: start + 800_000_000n,
      statusCode: "OK",
      statusMessage: "",
      traceState: "",
      attributes,
      events: [],
      links: [],
      scopeName: "@arizeai/openinference-instrumentation-openai",
      scopeVersion: "4.2.7",
      resource,
    };
  });
}

function sentence(length: number, accented: boolean, seed: number): string {
  const words = accented
    ? "Où est ma commande ? Je l'attends déjà. "
    : "Where is my order by now? ";
  return `${seed}: ${words.repeat(40)}`.slice(0, length);
}
