import type { Turn } from "@/lib/conversation/turn";
import { cutMessage } from "./cut-message";

/** How high a turn is that is not loaded. */
export const PLACEHOLDER_PX = 260;

const HEADER_PX = 110;
const FOLDED_STEP_PX = 52;
const LINE_PX = 22;
const LINE_CHARACTERS = 90;

/** About how high a turn is before it has been laid out. */
export function estimateTurnPx(turn: Turn): number {
  let height = HEADER_PX;
  for (const step of turn.steps) {
    height += FOLDED_STEP_PX;
    if (step.type !== "message") continue;
    const shown = step.message.text.slice(0, cutMessage(step.message.text));
    height += Math.max(0, linesOf(shown) - 1) * LINE_PX;
  }
  return height;
}

function linesOf(text: string): number {
  return text
    .split("\n")
    .reduce((lines, line) => lines + Math.ceil((line.length || 1) / LINE_CHARACTERS), 0);
}
