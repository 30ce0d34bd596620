import { FILTER_PARAMETERS } from "./session-parameters";
import type { SessionFilters } from "./session-query";

export type FilterName = Exclude<keyof SessionFilters, "range" | "from" | "to" | "q">;

/** What a person picks or types as the filter's value. */
export type FilterKind = "value" | "outcome" | "pair" | "score" | "flag" | "range";

export interface FilterField {
  name: FilterName;
  label: string;
  kind: FilterKind;
  /** What numbers of a range count. */
  unit?: "count" | "ms" | "usd";
  /** Values as they are typed after "name:". */
  examples: readonly string[];
  doc: string;
}

type Row = Omit<FilterField, "name" | "doc">;

/** The filters of the menu and of the filter bar, in their order. */
const ROWS: Record<FilterName, Row> = {
  user: { label: "User", kind: "value", examples: [] },
  outcome: { label: "Outcome", kind: "outcome", examples: ["name=label", "name=*", "name=-"] },
  score: { label: "Score", kind: "score", examples: ["name>=0.5", "name=0.2..0.8"] },
  model: { label: "Model", kind: "value", examples: [] },
  tag: { label: "Tag", kind: "value", examples: [] },
  metadata: { label: "Metadata", kind: "pair", examples: ["key=value"] },
  error: { label: "Errors", kind: "flag", examples: ["true", "false"] },
  live: { label: "Live", kind: "flag", examples: ["true", "false"] },
  duration: { label: "Duration", kind: "range", unit: "ms", examples: [">5m", "..30s", "1m..1h"] },
  turns: { label: "Turns", kind: "range", unit: "count", examples: [">3", "1", "2..5"] },
  traces: { label: "Traces", kind: "range", unit: "count", examples: [">3", "1", "2..5"] },
  tokens: { label: "Tokens", kind: "range", unit: "count", examples: [">1000", "..5k", "1k..10k"] },
  cost: { label: "Cost", kind: "range", unit: "usd", examples: [">0.01", "..0.5", "0.1..1"] },
};

export const FILTER_FIELDS: readonly FilterField[] = Object.entries(ROWS).flatMap(([key, row]) => {
  const name = toFilterName(key);
  return name ? [{ name, ...row, doc: FILTER_PARAMETERS[name].doc }] : [];
});

export function filterField(name: FilterName): FilterField {
  return { name, ...ROWS[name], doc: FILTER_PARAMETERS[name].doc };
}

export function toFilterName(text: string): FilterName | null {
  return isFilterName(text) ? text : null;
}

function isFilterName(text: string): text is FilterName {
  return Object.hasOwn(ROWS, text);
}
