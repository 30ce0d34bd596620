import type { AnnotationInput } from "@/db/place-annotations";
import type { Random } from "@/db/testing/random-spans";

/** What evaluators say of a session: a goal for half of them, a score for a fifth. */
export function chooseJudgements(random: Random, sessionId: string): AnnotationInput[] {
  const judgements: AnnotationInput[] = [];
  const chance = random();
  if (chance < 0.5) {
    const label = chance < 0.3 ? "achieved" : chance < 0.42 ? "partly" : "missed";
    judgements.push(judgement(sessionId, { name: "goal", label, score: null }));
  }
  if (random() < 0.2) {
    const score = Math.round(random() * 100) / 100;
    const label = score > 0.4 ? "calm" : "frustrated";
    judgements.push(judgement(sessionId, { name: "mood", label, score }));
  }
  return judgements;
}

function judgement(
  sessionId: string,
  { name, label, score }: { name: string; label: string; score: number | null },
): AnnotationInput {
  return {
    ...{ target: "session", targetId: sessionId, traceId: null },
    ...{ name, label, score, explanation: null },
    ...{ annotatorKind: "LLM", identifier: "", metadata: null, source: "API" },
  };
}
