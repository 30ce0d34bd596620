import { DIALECTS } from "./dialects";
import { writeEvaluations } from "./evaluation-spans";
import type { ExportRequestJson, KeyValueJson, SpanJson } from "./otlp-json";
import { toKeyValues } from "./otlp-json";
import { planSessions, type SampleSeed } from "./plan-sessions";
import { SAMPLE_AGENTS } from "./sample-agents";
import type { SampleApp } from "./sample-conversation";
import { SAMPLE_PROJECT } from "./sample-project";
import type { WrittenSpan } from "./trace-writer";
import { writeSession } from "./write-session";

const SPANS_PER_REQUEST = 250;
const CHARS_PER_REQUEST = 3_000_000;

/** Three invented applications and their conversations of the two weeks before `now`, as the export
 * requests that their exporters would have sent. The same seed and `now` give the same bytes. */
export function* generateSamples(input: SampleSeed): Iterable<ExportRequestJson> {
  let pending: { app: SampleApp; spans: WrittenSpan[] }[] = [];
  let spans = 0;
  let chars = 0;
  for (const plan of planSessions(input)) {
    const session = writeSession(plan);
    const written = [...session.spans, ...writeEvaluations(plan, session)];
    for (let start = 0; start < written.length; start += 50) {
      const part = written.slice(start, start + 50);
      pending.push({ app: plan.conversation.app, spans: part });
      spans += part.length;
      chars += part.reduce((sum, { span }) => sum + sizeOf(span), 0);
      if (spans >= SPANS_PER_REQUEST || chars >= CHARS_PER_REQUEST) {
        yield toRequest(pending);
        pending = [];
        spans = 0;
        chars = 0;
      }
    }
  }
  if (pending.length > 0) yield toRequest(pending);
}

function sizeOf(span: SpanJson): number {
  let chars = 0;
  for (const { key, value } of span.attributes) {
    chars += key.length + ("stringValue" in value ? value.stringValue.length : 8);
  }
  return chars;
}

function toRequest(parts: { app: SampleApp; spans: WrittenSpan[] }[]): ExportRequestJson {
  const byApp = groupBy(parts, ({ app }) => app);
  return {
    resourceSpans: [...byApp].map(([app, group]) => {
      const byScope = groupBy(
        group.flatMap(({ spans }) => spans),
        ({ scope }) => `${scope.name}@${scope.version ?? ""}`,
      );
      return {
        resource: { attributes: resourceOf(app) },
        scopeSpans: [...byScope.values()].map((written) => ({
          scope: written[0]?.scope ?? { name: "" },
          spans: written.map(({ span }) => span),
        })),
      };
    }),
  };
}

function groupBy<T, K>(items: T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function resourceOf(app: SampleApp): KeyValueJson[] {
  const agent = SAMPLE_AGENTS[app];
  const dialect = DIALECTS[agent.dialect];
  return toKeyValues({
    "telemetry.sdk.language": dialect.language,
    "telemetry.sdk.name": "opentelemetry",
    "telemetry.sdk.version": dialect.sdkVersion,
    "service.name": agent.service,
    "openinference.project.name": SAMPLE_PROJECT,
  });
}
