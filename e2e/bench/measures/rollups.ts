import { USER_SORTS } from "@/lib/users/user-query";
import type { Bench, Figure } from "../bench";
import { latencyFigure, sessionsPath, timeEach, timeRequests } from "./time-requests";

const facetTargets = { "7d": 30, "30d": 60, all: 120 } as const;

export async function facets(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [range, target] of Object.entries(facetTargets)) {
    const path = sessionsPath(bench, { range }, "/facets");
    figures.push(...(await timeEach(bench, "facets", { [range]: path }, target)));
  }
  return figures;
}

export function totals(bench: Bench): Promise<Figure[]> {
  const paths = {
    stats: sessionsPath(bench, {}, "/stats"),
    activity: sessionsPath(bench, {}, "/activity"),
  };
  return timeEach(bench, "all sessions", paths, 150);
}

export async function users(bench: Bench): Promise<Figure[]> {
  const paths = USER_SORTS.flatMap((sort) =>
    ["asc", "desc"].map(
      (dir) => `/api/projects/${bench.dataset.project}/users?sort=${sort}&dir=${dir}&limit=50`,
    ),
  );
  return [latencyFigure("users, every order, p95", await timeRequests(bench, paths), 50)];
}
