import type { AttributeMap } from "@/lib/otlp/span";
import { firstText } from "./attribute-value";
import { isRecord, own, parseJsonText } from "./json-text";
import { priceCall } from "./price-call";
import type { TokenCounts } from "./read-tokens";
import type { SpanKind } from "./span-facts";

/** Integer nano-USD; null is unknown. */
export interface Cost {
  nanoUsd: number | null;
  computed: boolean;
}

/** Reported costs in USD, best source first; the parts of one source are added. */
const COST_KEYS = [
  ["llm.cost.total"],
  ["llm.cost.prompt", "llm.cost.completion"],
  ["gen_ai.usage.cost"],
] as const;
const LANGFUSE_COST = "langfuse.observation.cost_details";
const PROVIDER_KEYS = [
  "llm.provider",
  "gen_ai.provider.name",
  "llm.system",
  "gen_ai.system",
  "ai.model.provider",
] as const;
/** Wrappers of model calls carry tokens too; their price would be an estimate of an estimate. */
const PRICED_KINDS: ReadonlySet<SpanKind> = new Set(["LLM", "EMBEDDING"]);
/** Of one span; more is no price. Sums of any number of spans stay within Postgres's bigint. */
const MAX_USD = 10_000;
const MAX_DETAILS_CHARS = 16 * 1024;

export function readCost(
  attributes: AttributeMap,
  kind: SpanKind,
  model: string | null,
  tokens: TokenCounts,
  startedAtMs: number,
): Cost {
  const reported = reportedUsd(attributes);
  if (reported !== null) return { nanoUsd: Math.round(reported * 1e9), computed: false };
  if (!PRICED_KINDS.has(kind) || model === null || tokens.prompt === null) return UNKNOWN_COST;
  if (kind === "LLM" && tokens.completion === null) return UNKNOWN_COST;
  const usd = priceCall({
    provider: firstText(attributes, PROVIDER_KEYS),
    model,
    prompt: tokens.prompt,
    completion: tokens.completion ?? 0,
    cacheRead: tokens.cacheRead ?? 0,
    cacheWrite: tokens.cacheWrite ?? 0,
    startedAtMs,
  });
  return usd === null || usd > MAX_USD
    ? UNKNOWN_COST
    : { nanoUsd: Math.round(usd * 1e9), computed: true };
}

const UNKNOWN_COST: Cost = { nanoUsd: null, computed: false };

function reportedUsd(attributes: AttributeMap): number | null {
  for (const keys of COST_KEYS) {
    const usd = sumOf(keys.map((key) => attributes.get(key)));
    if (usd !== null) return usd;
  }
  const text = attributes.get(LANGFUSE_COST);
  const details = typeof text === "string" ? parseJsonText(text, MAX_DETAILS_CHARS) : null;
  if (!isRecord(details)) return null;
  return sumOf([own(details, "total")]) ?? sumOf(Object.values(details));
}

function sumOf(values: unknown[]): number | null {
  let sum: number | null = null;
  for (const value of values) {
    const usd = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof usd === "number" && usd >= 0 && usd <= MAX_USD) sum = (sum ?? 0) + usd;
  }
  return sum !== null && sum <= MAX_USD ? sum : null;
}
