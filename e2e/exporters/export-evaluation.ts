import { type ExportTarget, startExporting } from "./span-exporter";

export interface EvaluationToExport extends ExportTarget {
  sessionId: string;
  name: string;
  label?: string;
  score?: number;
  explanation?: string;
}

/** Judges a session afterwards, by an EVALUATOR span of its own that carries the session's id. */
export async function exportEvaluation(input: EvaluationToExport): Promise<void> {
  const { provider, finish } = startExporting(input);
  const span = provider.getTracer("judge").startSpan("evaluate_session", {
    attributes: {
      "openinference.span.kind": "EVALUATOR",
      "session.id": input.sessionId,
      "session.evaluations.0.evaluation.name": input.name,
      "session.evaluations.0.evaluation.label": input.label,
      "session.evaluations.0.evaluation.score": input.score,
      "session.evaluations.0.evaluation.explanation": input.explanation,
      "session.evaluations.0.evaluation.annotator_kind": "LLM",
    },
  });
  span.end();
  await finish();
}
