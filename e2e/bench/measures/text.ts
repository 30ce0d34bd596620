import type { Bench, Figure } from "../bench";
import { sessionsPath, timeEach } from "./time-requests";

export function text(bench: Bench): Promise<Figure[]> {
  const entries = Object.entries(bench.dataset.words).map(([kind, words]) => [
    `${kind} (${words})`,
    sessionsPath(bench, { q: words, limit: "50" }),
  ]);
  return timeEach(bench, "text", Object.fromEntries(entries), 130);
}
