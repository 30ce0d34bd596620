import { SESSION_SORTS } from "@/lib/sessions/session-query";
import type { Bench, Reading } from "../bench";
import { percentile } from "../statistics";
import { farCursor, pageRows } from "./far-cursor";
import { latencyOf, sessionsPath, timeRequests } from "./time-requests";

const requestsAPage = 20;

/** Each sortable column, both ways. */
export const orders = SESSION_SORTS.flatMap((sort) =>
  ["asc", "desc"].map((dir) => ({ sort, dir, limit: String(pageRows) })),
);

export async function list(bench: Bench): Promise<Reading[]> {
  const first: number[] = [];
  const far: number[] = [];
  const worst = { ms: 0, words: "" };
  const time = async (search: Record<string, string>, words: string) => {
    const times = await timeRequests(bench, [sessionsPath(bench, search)], requestsAPage);
    const ms = percentile(times, 0.95);
    if (ms > worst.ms) Object.assign(worst, { ms, words });
    return times;
  };
  for (const order of orders) {
    const words = `${order.sort} ${order.dir}`;
    first.push(...(await time(order, `first page by ${words}`)));
    const cursor = await farCursor(bench, { sort: order.sort, dir: order.dir });
    far.push(...(await time({ ...order, cursor }, `far page by ${words}`)));
  }
  const times = [...first, ...far];
  const at = (part: number[], share: number) => percentile(part, share).toFixed(1);
  return [
    latencyOf(
      "list: every order, first and far page",
      times,
      `first ${at(first, 0.95)}, far ${at(far, 0.95)}; slowest: ${worst.words}, ${worst.ms.toFixed(1)}`,
    ),
    {
      ...{ name: "list: the same, p50", value: percentile(times, 0.5), p50: null },
      note: `first ${at(first, 0.5)}, far ${at(far, 0.5)}`,
    },
  ];
}
