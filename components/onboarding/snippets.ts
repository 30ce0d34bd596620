/** How to send a first conversation, one row a tab. Every snippet runs as it stands. */
export interface Snippet {
  id: string;
  title: string;
  /** One line above the code. */
  about: string;
  /** Shell command that brings what the code needs. */
  install: string | null;
  /** What the code is to be saved as; null: it goes into a shell. */
  file: string | null;
  /** How to run the code, when it is a file. */
  run: string | null;
  code(target: SnippetTarget): string;
}

export interface SnippetTarget {
  /** "http://127.0.0.1:3000" */
  origin: string;
  project: string;
}

export const SNIPPETS: readonly Snippet[] = [
  {
    id: "python",
    title: "Python",
    about: "OpenInference records each OpenAI call; using_session ties the calls together.",
    install:
      "pip install openai openinference-instrumentation-openai opentelemetry-sdk opentelemetry-exporter-otlp-proto-http",
    file: "chat.py",
    run: "OPENAI_API_KEY=… python chat.py",
    code: ({ origin, project }) => `from openai import OpenAI
from openinference.instrumentation import using_session, using_user
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider(resource=Resource({"openinference.project.name": ${quote(project)}}))
exporter = OTLPSpanExporter(endpoint="${origin}/v1/traces")
provider.add_span_processor(BatchSpanProcessor(exporter))
OpenAIInstrumentor().instrument(tracer_provider=provider)

client = OpenAI()
messages = []
with using_session("conversation-1"), using_user("user-1"):
    for question in ["Name three rivers in Europe.", "Which one is the longest?"]:
        messages.append({"role": "user", "content": question})
        reply = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
        answer = reply.choices[0].message.content
        messages.append({"role": "assistant", "content": answer})
        print(answer)

provider.shutdown()
`,
  },
  {
    id: "typescript",
    title: "TypeScript",
    about: "OpenInference records each OpenAI call; setSession ties the calls together.",
    install:
      "npm install tsx openai @arizeai/openinference-core @arizeai/openinference-instrumentation-openai @opentelemetry/api @opentelemetry/exporter-trace-otlp-proto @opentelemetry/resources @opentelemetry/sdk-trace-base @opentelemetry/sdk-trace-node",
    file: "chat.mts",
    run: "OPENAI_API_KEY=… npx tsx chat.mts",
    code: ({
      origin,
      project,
    }) => `import { setSession, setUser } from "@arizeai/openinference-core";
import { OpenAIInstrumentation } from "@arizeai/openinference-instrumentation-openai";
import { context } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import OpenAI from "openai";

const exporter = new OTLPTraceExporter({ url: "${origin}/v1/traces" });
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ "openinference.project.name": ${quote(project)} }),
  spanProcessors: [new BatchSpanProcessor(exporter)],
});
provider.register();
new OpenAIInstrumentation({ tracerProvider: provider }).manuallyInstrument(OpenAI);

const client = new OpenAI();
const messages: OpenAI.Chat.ChatCompletionMessageParam[] = [];
const session = setSession(context.active(), { sessionId: "conversation-1" });
await context.with(setUser(session, { userId: "user-1" }), async () => {
  for (const question of ["Name three rivers in Europe.", "Which one is the longest?"]) {
    messages.push({ role: "user", content: question });
    const reply = await client.chat.completions.create({ model: "gpt-4o-mini", messages });
    const answer = reply.choices[0].message.content;
    messages.push({ role: "assistant", content: answer });
    console.log(answer);
  }
});

await provider.shutdown();
`,
  },
  {
    id: "otel-python",
    title: "OpenTelemetry, Python",
    about: "Without OpenInference: put session.id on the spans, and the messages as gen_ai.*.",
    install: "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http",
    file: "chat.py",
    run: "python chat.py",
    code: ({ origin, project }) => `import json
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider(resource=Resource({"service.name": ${quote(project)}}))
exporter = OTLPSpanExporter(endpoint="${origin}/v1/traces")
provider.add_span_processor(BatchSpanProcessor(exporter))
tracer = provider.get_tracer("chat")


def message(role, text):
    return {"role": role, "parts": [{"type": "text", "content": text}]}


question, answer = "Name three rivers in Europe.", "Danube, Rhine and Volga."
with tracer.start_as_current_span("chat gpt-4o-mini") as span:
    span.set_attributes({
        "session.id": "conversation-1",
        "user.id": "user-1",
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": "gpt-4o-mini",
        "gen_ai.input.messages": json.dumps([message("user", question)]),
        "gen_ai.output.messages": json.dumps([message("assistant", answer)]),
        "gen_ai.usage.input_tokens": 14,
        "gen_ai.usage.output_tokens": 8,
    })

provider.shutdown()
`,
  },
  {
    id: "otel-typescript",
    title: "OpenTelemetry, TypeScript",
    about: "Without OpenInference: put session.id on the spans, and the messages as gen_ai.*.",
    install:
      "npm install tsx @opentelemetry/exporter-trace-otlp-proto @opentelemetry/resources @opentelemetry/sdk-trace-base",
    file: "chat.mts",
    run: "npx tsx chat.mts",
    code: ({
      origin,
      project,
    }) => `import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";

const exporter = new OTLPTraceExporter({ url: "${origin}/v1/traces" });
const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ "service.name": ${quote(project)} }),
  spanProcessors: [new BatchSpanProcessor(exporter)],
});

function message(role: string, text: string) {
  return { role, parts: [{ type: "text", content: text }] };
}

const question = "Name three rivers in Europe.";
const answer = "Danube, Rhine and Volga.";
const span = provider.getTracer("chat").startSpan("chat gpt-4o-mini");
span.setAttributes({
  "session.id": "conversation-1",
  "user.id": "user-1",
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "gpt-4o-mini",
  "gen_ai.input.messages": JSON.stringify([message("user", question)]),
  "gen_ai.output.messages": JSON.stringify([message("assistant", answer)]),
  "gen_ai.usage.input_tokens": 14,
  "gen_ai.usage.output_tokens": 8,
});
span.end();

await provider.shutdown();
`,
  },
  {
    id: "environment",
    title: "Environment",
    about: "For an application that exports over OTLP already: set these and start it again.",
    install: null,
    file: null,
    run: null,
    code: ({ origin, project }) => `export OTEL_EXPORTER_OTLP_ENDPOINT=${origin}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_SERVICE_NAME=${shellQuote(project)}
`,
  },
  {
    id: "curl",
    title: "curl",
    about: "One conversation of two turns, straight from the shell.",
    install: null,
    file: null,
    run: null,
    code: ({ origin, project }) => {
      const turns = [
        span(0, "Where is my order W2611340?", "It shipped yesterday and arrives on Friday."),
        span(
          1,
          "Can I change the address?",
          "Not any more, but the driver can leave it next door.",
        ),
      ];
      return `now=$(date +%s); curl -sS ${origin}/v1/traces -H 'Content-Type: application/json' -d '{"resourceSpans":[{
"resource":{"attributes":[${attribute("service.name", shellText(project))}]},
"scopeSpans":[{"spans":[
${turns.join(",\n")}]}]}]}'
`;
    },
  },
];

/** Ids and times follow the clock, so that each run is a conversation of its own. */
function span(turn: number, question: string, answer: string): string {
  return `{"traceId":"'$(printf %032x $((now*2+${turn})))'","spanId":"'$(printf %016x $((now*2+${turn})))'","name":"chat",
"startTimeUnixNano":"'$((now-${4 - turn * 2}))'000000000","endTimeUnixNano":"'$((now-${3 - turn * 2}))'000000000","attributes":[
${attribute("session.id", "curl-'$now'")},
${attribute("user.id", "user-1")},
${attribute("openinference.span.kind", "LLM")},
${attribute("llm.input_messages.0.message.role", "user")},
${attribute("llm.input_messages.0.message.content", question)},
${attribute("llm.output_messages.0.message.role", "assistant")},
${attribute("llm.output_messages.0.message.content", answer)}]}`;
}

function attribute(key: string, value: string): string {
  return `{"key":"${key}","value":{"stringValue":"${value}"}}`;
}

/** A string literal of Python and of TypeScript. */
function quote(text: string): string {
  return JSON.stringify(text);
}

function shellQuote(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Inside a JSON string inside single quotes of a shell. */
function shellText(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll("'", `'\\''`);
}
