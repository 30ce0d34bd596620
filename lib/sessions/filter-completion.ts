import type { SessionFacets } from "@/lib/sessions/session-figures";
import { outcome as outcomeCodec } from "./choice-codecs";
import { FILTER_FIELDS, type FilterName, toFilterName } from "./filter-table";

export interface Completion {
  /** What takes the place of the token that is being typed. */
  insert: string;
  label: string;
  /** Beside it: a count or what the key means. */
  detail: string;
  /** The token is whole: it can be taken as a filter. */
  isWhole: boolean;
}

export interface CompletionSources {
  facets: SessionFacets | undefined;
  users: readonly string[];
  annotationNames: readonly string[];
  metadataKeys: readonly string[];
}

const MOST = 12;

/** Keys for a token without ":", values for one with it. */
export function completeToken(token: string, sources: CompletionSources): Completion[] {
  const [, minus = "", key = "", typed] = /^(-?)([A-Za-z]*)(?::(.*))?$/su.exec(token) ?? [];
  if (typed === undefined) {
    return FILTER_FIELDS.filter(({ name }) => name.startsWith(key.toLowerCase())).map(
      ({ name, doc }) => ({
        insert: `${minus}${name}:`,
        label: `${name}:`,
        detail: doc,
        isWhole: false,
      }),
    );
  }
  const name = toFilterName(key.toLowerCase());
  if (!name) return [];
  const wanted = typed.replaceAll('"', "").toLowerCase();
  return VALUES[name](sources)
    .filter(({ value }) => value.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map(({ value, detail = "", isWhole = true }) => ({
      insert: `${minus}${name}:${quote(value)}`,
      label: value,
      detail,
      isWhole,
    }));
}

interface Value {
  value: string;
  detail?: string;
  isWhole?: boolean;
}

function examples(name: FilterName): () => Value[] {
  const field = FILTER_FIELDS.find((each) => each.name === name);
  return () => (field?.examples ?? []).map((value) => ({ value }));
}

function counted(values: { value: string; count: number }[] = []): Value[] {
  return values.map(({ value, count }) => ({ value, detail: count.toLocaleString("en-US") }));
}

const VALUES: Record<FilterName, (sources: CompletionSources) => Value[]> = {
  user: ({ users }) => users.map((value) => ({ value })),
  model: ({ facets }) => counted(facets?.model),
  tag: ({ facets }) => counted(facets?.tag),
  outcome: ({ facets, annotationNames }) => [
    ...counted(
      facets?.outcome.flatMap(({ value, count }) => {
        const outcome = outcomeCodec.read(value);
        return outcome?.match === "label"
          ? [{ value: `${outcome.name}=${outcome.label}`, count }]
          : [];
      }),
    ),
    ...annotationNames.flatMap((name) => [
      { value: `${name}=*`, detail: "any label" },
      { value: `${name}=-`, detail: "missing" },
    ]),
  ],
  score: ({ annotationNames }) =>
    annotationNames.map((name) => ({ value: `${name}>=`, detail: "at least", isWhole: false })),
  metadata: ({ metadataKeys }) => metadataKeys.map((key) => ({ value: `${key}=`, isWhole: false })),
  error: examples("error"),
  live: examples("live"),
  duration: examples("duration"),
  turns: examples("turns"),
  traces: examples("traces"),
  tokens: examples("tokens"),
  cost: examples("cost"),
};

function quote(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
