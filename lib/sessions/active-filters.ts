import { formatCount, formatDuration, formatMoney, formatScore } from "@/lib/format";
import { FILTER_FIELDS, type FilterField, type FilterName, filterField } from "./filter-table";
import { parseSessionQuery } from "./parse-session-query";
import { FILTER_PARAMETERS } from "./session-parameters";
import type { NumberRange, OutcomeFilter, SessionFilters } from "./session-query";
import { toFilterParams } from "./to-search-params";

/** One filter that is set, by its parameter and the text that it has in the URL. */
export interface ActiveFilter {
  name: FilterName;
  text: string;
}

/** Everything but the time range and the search text, which have places of their own. */
export function listActiveFilters(filters: SessionFilters): ActiveFilter[] {
  const params = toFilterParams(filters);
  return FILTER_FIELDS.flatMap(({ name }) => params.getAll(name).map((text) => ({ name, text })));
}

/** Beside the values already there for a repeatable filter, in the place of the opposite one; else
 * in the place of what was there. */
export function addFilter(filters: SessionFilters, { name, text }: ActiveFilter): SessionFilters {
  const params = toFilterParams(filters);
  const others = params.getAll(name).filter((other) => other !== text && other !== opposite(text));
  params.delete(name);
  if (FILTER_PARAMETERS[name].repeatable) for (const other of others) params.append(name, other);
  params.append(name, text);
  return parseSessionQuery(params).query.filters;
}

export function removeFilter(
  filters: SessionFilters,
  { name, text }: ActiveFilter,
): SessionFilters {
  const params = toFilterParams(filters);
  params.delete(name, text);
  return parseSessionQuery(params).query.filters;
}

export function hasFilter(filters: SessionFilters, { name, text }: ActiveFilter): boolean {
  return toFilterParams(filters).has(name, text);
}

/** The same value excluded, or no longer excluded. */
export function opposite(text: string): string {
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}

/** The text of a plain value (user, model, tag) in the URL. */
export function valueText(name: "user" | "model" | "tag", value: string): string {
  return FILTER_PARAMETERS[name].write({ include: [value], exclude: [] }).join();
}

export function outcomeText(outcome: OutcomeFilter): string {
  return FILTER_PARAMETERS.outcome.write({ include: [outcome], exclude: [] }).join();
}

export function metadataText(key: string, value: string): string {
  return FILTER_PARAMETERS.metadata.write({ include: [{ key, value }], exclude: [] }).join();
}

export function scoreText(name: string, range: NumberRange): string {
  return FILTER_PARAMETERS.score.write({ include: [{ name, ...range }], exclude: [] }).join();
}

export function rangeText(range: NumberRange): string {
  return FILTER_PARAMETERS.tokens.write(range).join();
}

/** For a chip: "User", "is not", "u-1". */
export function describeFilter({ name, text }: ActiveFilter): {
  label: string;
  relation: string;
  value: string;
} {
  const field = filterField(name);
  const excluded = FILTER_PARAMETERS[name].repeatable && text.startsWith("-");
  const filters = parseSessionQuery(new URLSearchParams([[name, excluded ? text.slice(1) : text]]))
    .query.filters;
  const { label = field.label, relation = "is", value } = DESCRIBE[field.kind](field, filters);
  return {
    label,
    relation: excluded ? `not ${relation}`.replace("not is", "is not") : relation,
    value,
  };
}

type Description = { label?: string; relation?: string; value: string };

const DESCRIBE: Record<
  FilterField["kind"],
  (field: FilterField, filters: SessionFilters) => Description
> = {
  value: (_, { user, model, tag }) => ({
    value: [...user.include, ...model.include, ...tag.include].join(),
  }),
  outcome: (_, { outcome: { include } }) => {
    const [outcome] = include;
    if (!outcome) return { value: "" };
    if (outcome.match === "missing") return { label: outcome.name, value: "missing" };
    if (outcome.match === "any") return { label: outcome.name, value: "any label" };
    return { label: outcome.name, value: outcome.label };
  },
  pair: (_, { metadata: { include } }) => ({
    label: include[0]?.key,
    value: include[0]?.value ?? "",
  }),
  score: (_, { score: { include } }) => {
    const [score] = include;
    if (!score) return { value: "" };
    return { label: `${score.name} score`, ...describeRange(score, formatScore) };
  },
  flag: ({ name }, { error, live }) => {
    const isSet = error ?? live;
    if (name === "error") return { relation: isSet ? "some" : "none", value: "" };
    return { value: isSet ? "yes" : "no" };
  },
  range: ({ name, unit }, filters) => {
    const range = pickRange(name, filters);
    return range ? describeRange(range, UNIT_FORMATS[unit ?? "count"]) : { value: "" };
  },
};

const UNIT_FORMATS = { count: formatCount, ms: formatDuration, usd: formatMoney } as const;

function pickRange(
  name: FilterName,
  { duration, turns, traces, tokens, cost }: SessionFilters,
): NumberRange | null {
  const ranges: Partial<Record<FilterName, NumberRange | null>> = {
    duration,
    turns,
    traces,
    tokens,
    cost,
  };
  return ranges[name] ?? null;
}

function describeRange({ min, max }: NumberRange, format: (value: number) => string): Description {
  if (min !== null && min === max) return { relation: "=", value: format(min) };
  if (min !== null && max !== null) return { value: `${format(min)} – ${format(max)}` };
  if (min !== null) return { relation: "≥", value: format(min) };
  return { relation: "≤", value: max === null ? "" : format(max) };
}

/** No filter at all, the time range and the search text included. */
export function isUnfiltered(filters: SessionFilters): boolean {
  return toFilterParams(filters).size === 0;
}
