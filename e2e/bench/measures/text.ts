import type { Bench, Reading } from "../bench";
import { sessionsPath, timeEach } from "./time-requests";

export const textKinds = ["rare", "medium", "common", "absent", "phrase", "two"] as const;

export function text(bench: Bench): Promise<Reading[]> {
  return timeEach(
    bench,
    textKinds.map((kind) => {
      const words = bench.dataset.words[kind];
      return { name: `text: ${kind}`, path: sessionsPath(bench, { q: words }), note: words };
    }),
  );
}
