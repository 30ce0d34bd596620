import { DIALECTS } from "./dialects";
import { type AttributeInput, type KeyValueJson, toKeyValues } from "./otlp-json";
import type { SampleRandom } from "./random";
import { SAMPLE_AGENTS } from "./sample-agents";
import type { SampleVerdict } from "./sample-conversation";
import { createTraceWriter, type WrittenSpan } from "./trace-writer";
import type { SessionPlan, WrittenSession } from "./write-session";

/** OpenInference, "Annotations and Evaluations". */
export function evaluationAttributes(
  target: "session" | "trace",
  verdicts: SampleVerdict[],
): KeyValueJson[] {
  const attributes: Record<string, AttributeInput> = {};
  verdicts.forEach((verdict, i) => {
    const at = `${target}.evaluations.${i}.evaluation`;
    attributes[`${at}.name`] = verdict.name;
    attributes[`${at}.label`] = verdict.label;
    attributes[`${at}.score`] = verdict.score;
    attributes[`${at}.explanation`] = verdict.explanation;
    attributes[`${at}.annotator_kind`] = verdict.annotatorKind;
    if (verdict.identifier) attributes[`${at}.identifier`] = verdict.identifier;
  });
  return toKeyValues(attributes);
}

/** The judgements that arrive after the conversation: EVALUATOR spans of their own, linked to the
 * judged turn, or for the whole session by its id. */
export function writeEvaluations(plan: SessionPlan, session: WrittenSession): WrittenSpan[] {
  const { conversation, random } = plan;
  const laterMs = session.endMs + random.fork("evaluated").int(20_000, 90_000);
  const spans = conversation.turns.flatMap(({ verdicts }, i) => {
    const root = session.roots[i];
    if (!root || verdicts.length === 0) return [];
    return writeCarrier(
      plan,
      random.fork(`judge-${i}`),
      laterMs,
      "evaluate_turn",
      [root],
      evaluationAttributes("trace", verdicts),
    );
  });
  if (plan.judgedInPlace || conversation.verdicts.length === 0) return spans;
  const whole = writeCarrier(
    plan,
    random.fork("judge"),
    laterMs,
    "evaluate_session",
    [],
    evaluationAttributes("session", conversation.verdicts),
  );
  return [...spans, ...whole];
}

function writeCarrier(
  plan: SessionPlan,
  random: SampleRandom,
  startMs: number,
  name: string,
  links: { traceId: string; spanId: string }[],
  attributes: KeyValueJson[],
): WrittenSpan[] {
  const dialect = DIALECTS[SAMPLE_AGENTS[plan.conversation.app].dialect];
  const trace = createTraceWriter(random, dialect);
  trace.add({
    name,
    scope: { name: "colloquy.samples.evals" },
    startMs,
    endMs: startMs + random.int(700, 4200),
    links: links.map(({ traceId, spanId }) => ({ traceId, spanId })),
    attributes: [
      ...toKeyValues({ "openinference.span.kind": "EVALUATOR", "session.id": plan.sessionId }),
      ...attributes,
    ],
  });
  return trace.finish();
}
