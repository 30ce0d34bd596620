import { SESSION_SORTS } from "@/lib/sessions/session-query";
import type { Bench, Figure } from "../bench";
import { percentile } from "../statistics";
import { latencyFigure, sessionsPath, timeRequests } from "./time-requests";

const pageRows = 50;
const walkRows = 200;
const farPage = 2_000;
const directions = ["asc", "desc"];
const requestsAnOrder = 20;

/** Every order, its first page and its 2,000th (the middle one of a smaller set). */
export async function list(bench: Bench): Promise<Figure[]> {
  const first: number[] = [];
  const far: number[] = [];
  for (const sort of SESSION_SORTS) {
    for (const dir of directions) {
      const order = { sort, dir, limit: String(pageRows) };
      first.push(...(await timeRequests(bench, [sessionsPath(bench, order)], requestsAnOrder)));
      const cursor = await walk(bench, { sort, dir });
      if (cursor === null) continue;
      far.push(
        ...(await timeRequests(
          bench,
          [sessionsPath(bench, { ...order, cursor })],
          requestsAnOrder,
        )),
      );
    }
  }
  const times = [...first, ...far];
  return [
    latencyFigure("list, every order, first and far page, p95", times, 20),
    {
      ...{ name: "list, every order, first and far page, p50", unit: "ms", target: 5 },
      value: percentile(times, 0.5),
      note: `first page ${percentile(first, 0.5).toFixed(1)}, far page ${percentile(far, 0.5).toFixed(1)}`,
    },
  ];
}

/** The cursor of the page that 2,000 pages stand before, or half of all. */
async function walk(bench: Bench, order: Record<string, string>): Promise<string | null> {
  const before = Math.min(farPage * pageRows, Math.floor(bench.dataset.sessions / 2));
  let cursor: string | null = null;
  for (let rows = 0; rows < before; rows += walkRows) {
    const search: Record<string, string> = { ...order, limit: String(walkRows) };
    if (cursor !== null) search.cursor = cursor;
    const { body } = await bench.app.client.get(sessionsPath(bench, search));
    const page: { nextCursor: string | null } = JSON.parse(body.toString());
    cursor = page.nextCursor;
    if (cursor === null) return null;
  }
  return cursor;
}
