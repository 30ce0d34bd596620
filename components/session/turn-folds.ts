import type { Turn } from "@/lib/conversation/turn";
import { placeKey } from "@/lib/find/turn-places";
import { toolFold } from "./tool-call-view";

/** What of a turn opens and folds: system prompts, reasoning, tool calls. */
export function turnFolds({ index, steps }: Turn): string[] {
  return steps.flatMap((step, at) => {
    if (step.type === "tool") return [toolFold(index, at)];
    if (step.type === "system") return [placeKey(index, at, "system")];
    return step.type === "message" && step.message.reasoning
      ? [placeKey(index, at, "reasoning")]
      : [];
  });
}

/** What has to be open for a place to be seen. */
export function findTarget(place: string): string[] {
  const [turn, step] = place.split(":");
  return [place, toolFold(Number(turn), Number(step))];
}
