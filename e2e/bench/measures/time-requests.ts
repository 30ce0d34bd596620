import type { Bench, Figure } from "../bench";
import { percentile } from "../statistics";

const fewest = 100;
const warmUp = 2;

/** Asks each path in turn, at least so often in all, and gives the milliseconds. Throws when an
 * answer is no 200. */
export async function timeRequests(
  bench: Bench,
  paths: string[],
  atLeast = fewest,
): Promise<number[]> {
  const rounds = Math.max(bench.runs, Math.ceil(atLeast / paths.length));
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const path of paths) {
      const { status, ms, body } = await bench.app.client.get(path);
      if (status !== 200) throw new Error(`${path}: ${status} ${body.toString().slice(0, 200)}`);
      if (round >= 0) times.push(ms);
    }
  }
  return times;
}

/** p95, with p50 and the worst beside it. */
export function latencyFigure(name: string, times: number[], target: number | null): Figure {
  const at = (share: number) => percentile(times, share).toFixed(1);
  return {
    ...{ name, unit: "ms", value: percentile(times, 0.95), target },
    note: `p50 ${at(0.5)}, longest ${at(1)}, ${times.length} requests`,
  };
}

/** One figure a path: the p95 of each, against one target. */
export async function timeEach(
  bench: Bench,
  group: string,
  paths: Record<string, string>,
  target: number | null,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(paths)) {
    figures.push(
      latencyFigure(`${group}: ${name}, p95`, await timeRequests(bench, [path]), target),
    );
  }
  return figures;
}

export function sessionsPath(
  { dataset }: Bench,
  search: Record<string, string>,
  tail = "",
): string {
  const query = new URLSearchParams(search).toString();
  return `/api/projects/${dataset.project}/sessions${tail}?${query}`;
}
