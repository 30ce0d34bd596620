import type { Bench, Reading } from "../bench";
import type { Dataset } from "../dataset/describe-dataset";
import type { FigureName } from "../targets";
import { sessionsPath, timeEach } from "./time-requests";

export function filters(bench: Bench): Promise<Reading[]> {
  return timeEach(
    bench,
    filterQuestions(bench.dataset).map(({ name, search }) => ({
      name,
      path: sessionsPath(bench, { limit: "50", ...search }),
    })),
  );
}

interface FilterQuestion {
  name: FigureName;
  search: Record<string, string>;
}

export function filterQuestions({ user, tag, metadata, outcome }: Dataset): FilterQuestion[] {
  const label = `${outcome.name}:${outcome.label}`;
  return [
    { name: "filter: user", search: { user } },
    { name: "filter: outcome", search: { outcome: label } },
    {
      name: "filter: outcome, 30 days, by cost",
      search: { outcome: label, range: "30d", sort: "costUsd" },
    },
    { name: "filter: error and tokens", search: { error: "true", tokens: "2000..20000" } },
    { name: "filter: metadata", search: { metadata: `${metadata.key}:${metadata.value}` } },
    { name: "filter: tag", search: { tag } },
    {
      name: "adversarial: without outcome, tokens of nobody, by duration",
      search: { outcome: `${outcome.name}:-`, tokens: "900000000..", sort: "durationMs" },
    },
    {
      name: "adversarial: user and metadata that never meet, by cost",
      search: { user, metadata: `${metadata.key}:nobody`, error: "true", sort: "costUsd" },
    },
    {
      name: "adversarial: nearly all, by errors from the fewest",
      search: {
        ...{ outcome: `-${label}`, error: "false", turns: "1.." },
        ...{ sort: "errors", dir: "asc" },
      },
    },
  ];
}
