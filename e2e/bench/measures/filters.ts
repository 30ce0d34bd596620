import type { Bench, Reading } from "../bench";
import { sessionsPath, timeEach } from "./time-requests";

export function filters(bench: Bench): Promise<Reading[]> {
  const { user, tag, metadata, outcome } = bench.dataset;
  const label = `${outcome.name}:${outcome.label}`;
  const path = (search: Record<string, string>) => sessionsPath(bench, { limit: "50", ...search });
  return timeEach(bench, [
    { name: "filter: user", path: path({ user }) },
    { name: "filter: outcome", path: path({ outcome: label }) },
    {
      name: "filter: outcome, 30 days, by cost",
      path: path({ outcome: label, range: "30d", sort: "costUsd" }),
    },
    { name: "filter: error and tokens", path: path({ error: "true", tokens: "2000..20000" }) },
    { name: "filter: metadata", path: path({ metadata: `${metadata.key}:${metadata.value}` }) },
    { name: "filter: tag", path: path({ tag }) },
    {
      name: "adversarial: without outcome, tokens of nobody, by duration",
      path: path({ outcome: `${outcome.name}:-`, tokens: "900000000..", sort: "durationMs" }),
    },
    {
      name: "adversarial: user and metadata that never meet, by cost",
      path: path({ user, metadata: `${metadata.key}:nobody`, error: "true", sort: "costUsd" }),
    },
    {
      name: "adversarial: nearly all, by errors from the fewest",
      path: path({
        outcome: `-${label}`,
        error: "false",
        turns: "1..",
        sort: "errors",
        dir: "asc",
      }),
    },
  ]);
}
