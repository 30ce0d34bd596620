import { USER_SORTS } from "@/lib/users/user-query";
import type { Bench, Reading } from "../bench";
import { latencyOf, sessionsPath, timeEach, timeRequests } from "./time-requests";

export function facets(bench: Bench): Promise<Reading[]> {
  return timeEach(bench, [
    { name: "facets: 7 days", path: sessionsPath(bench, { range: "7d" }, "/facets") },
    { name: "facets: 30 days", path: sessionsPath(bench, { range: "30d" }, "/facets") },
    { name: "facets: all", path: sessionsPath(bench, {}, "/facets") },
  ]);
}

export function totals(bench: Bench): Promise<Reading[]> {
  return timeEach(bench, [
    { name: "stats: all", path: sessionsPath(bench, {}, "/stats") },
    { name: "activity: all", path: sessionsPath(bench, {}, "/activity") },
  ]);
}

export async function users(bench: Bench): Promise<Reading[]> {
  const paths = USER_SORTS.flatMap((sort) =>
    ["asc", "desc"].map(
      (dir) => `/api/projects/${bench.dataset.project}/users?sort=${sort}&dir=${dir}&limit=50`,
    ),
  );
  return [latencyOf("users: every order", await timeRequests(bench, paths))];
}
