import type { Bench, Figure } from "../bench";
import { timeEach } from "./time-requests";

const targets: Record<number, number> = { 10: 25, 300: 50, 3000: 150 };

/** What the page of a conversation asks for first, and the page itself. */
export async function detail(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { turns, sessionId } of bench.dataset.longSessions) {
    const place = `projects/${bench.dataset.project}/sessions/${sessionId}`;
    const paths = { API: `/api/${place}/conversation`, page: `/${place}` };
    figures.push(...(await timeEach(bench, `${turns} turns`, paths, targets[turns] ?? null)));
  }
  return figures;
}
