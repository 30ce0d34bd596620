import type { SampleRandom } from "./random";
import type { SampleVerdict } from "./sample-conversation";

/** Labels of the three session evals, with the range their scores are drawn from. */
const SESSION_EVALS = {
  correctness: { correct: [0.86, 1], partially_correct: [0.4, 0.65], incorrect: [0, 0.22] },
  frustration: { frustrated: [0.72, 0.98], not_frustrated: [0, 0.24] },
  goal: { achieved: [1, 1], partial: [0.5, 0.5], not_achieved: [0, 0] },
} as const;

type EvalName = keyof typeof SESSION_EVALS;

/** Per eval: its label and the explanation. */
export type SessionJudgement = {
  [Name in EvalName]: readonly [label: keyof (typeof SESSION_EVALS)[Name] & string, why: string];
};

export function judgeSession(judgement: SessionJudgement, random: SampleRandom): SampleVerdict[] {
  const scores: Record<EvalName, Record<string, readonly [number, number]>> = SESSION_EVALS;
  const names: EvalName[] = ["correctness", "frustration", "goal"];
  return names.map((name) => {
    const [label, explanation] = judgement[name];
    const [low, high] = scores[name][label] ?? [0, 0];
    const score = Math.round((low + random.next() * (high - low)) * 100) / 100;
    return { name, label, score, explanation, annotatorKind: "LLM", identifier: "" };
  });
}
