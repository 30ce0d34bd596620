import type { Bench, Figure } from "../bench";
import { sessionsPath, timeEach } from "./time-requests";

export async function filters(bench: Bench): Promise<Figure[]> {
  const { user, tag, metadata, outcome } = bench.dataset;
  const label = `${outcome.name}:${outcome.label}`;
  const path = (search: Record<string, string>) => sessionsPath(bench, { limit: "50", ...search });
  return [
    ...(await timeEach(
      bench,
      "filter",
      {
        user: path({ user }),
        outcome: path({ outcome: label }),
        "outcome, 30 days, by cost": path({ outcome: label, range: "30d", sort: "costUsd" }),
        "error and tokens": path({ error: "true", tokens: "2000..20000" }),
        metadata: path({ metadata: `${metadata.key}:${metadata.value}` }),
        tag: path({ tag }),
      },
      30,
    )),
    ...(await timeEach(
      bench,
      "adversarial",
      {
        "no outcome, tokens that nobody has, by duration": path({
          ...{ outcome: `${outcome.name}:-`, tokens: "900000000..", sort: "durationMs" },
        }),
        "user and metadata that never meet, by cost": path({
          ...{ user, metadata: `${metadata.key}:nobody`, error: "true", sort: "costUsd" },
        }),
        "nearly all, by what few have": path({
          ...{ outcome: `-${label}`, error: "false", turns: "1..", sort: "errors", dir: "asc" },
        }),
      },
      150,
    )),
  ];
}
