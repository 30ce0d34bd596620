import type { AttributeMap, AttributeValue } from "@/lib/otlp/span";
import { isRecord, type JsonRecord, parseJsonText } from "./json-text";

/** Tokens of one span; null is not reported. Cache reads and writes are part of the prompt. */
export interface TokenCounts {
  prompt: number | null;
  completion: number | null;
  total: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
}

/** Best source first. */
const TOKEN_KEYS: Record<keyof TokenCounts, readonly string[]> = {
  prompt: [
    "llm.token_count.prompt",
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
    "ai.usage.tokens",
  ],
  completion: [
    "llm.token_count.completion",
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
  ],
  total: [
    "llm.token_count.total",
    "gen_ai.usage.total_tokens",
    "llm.usage.total_tokens",
    "ai.usage.totalTokens",
  ],
  cacheRead: [
    "llm.token_count.prompt_details.cache_read",
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "ai.usage.cachedInputTokens",
  ],
  cacheWrite: [
    "llm.token_count.prompt_details.cache_write",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "ai.usage.inputTokenDetails.cacheWriteTokens",
  ],
};

const LANGFUSE_USAGE = "langfuse.observation.usage_details";
const MAX_USAGE_CHARS = 16 * 1024;
/** No call spends more; larger numbers are mistakes and would overflow a column. */
const MAX_TOKENS = 2_000_000_000;
const NUMERAL = /^\s*\d{1,12}(\.\d+)?\s*$/;

export function readTokens(attributes: AttributeMap): TokenCounts {
  const declared = declaredCounts(attributes);
  const usage = attributes.get(LANGFUSE_USAGE);
  const counts = isEmpty(declared) && usage !== undefined ? langfuseCounts(usage) : declared;
  if (counts.total === null && !isEmpty(counts)) {
    counts.total = (counts.prompt ?? 0) + (counts.completion ?? 0);
  }
  return counts;
}

function isEmpty({ prompt, completion, total }: TokenCounts): boolean {
  return prompt === null && completion === null && total === null;
}

function declaredCounts(attributes: AttributeMap): TokenCounts {
  return {
    prompt: firstCount(attributes, TOKEN_KEYS.prompt),
    completion: firstCount(attributes, TOKEN_KEYS.completion),
    total: firstCount(attributes, TOKEN_KEYS.total),
    cacheRead: firstCount(attributes, TOKEN_KEYS.cacheRead),
    cacheWrite: firstCount(attributes, TOKEN_KEYS.cacheWrite),
  };
}

function firstCount(attributes: AttributeMap, keys: readonly string[]): number | null {
  for (const key of keys) {
    const count = tokenCount(attributes.get(key));
    if (count !== null) return count;
  }
  return null;
}

/** Langfuse splits the prompt into disjoint parts (`input`, `input_cached_tokens`, …) and sums
 * whatever is named input or output; `total` is over both. */
function langfuseCounts(usage: AttributeValue): TokenCounts {
  const parsed = typeof usage === "string" ? parseJsonText(usage, MAX_USAGE_CHARS) : null;
  const parts = isRecord(parsed) ? parsed : {};
  return {
    prompt: sumWhere(parts, (name) => /input|^prompt_tokens$/.test(name)),
    completion: sumWhere(parts, (name) => /output|^completion_tokens$/.test(name)),
    total: sumWhere(parts, (name) => name === "total" || name === "total_tokens"),
    cacheRead: sumWhere(parts, (name) => /^(input_cached|cache_read|input_cache_read)/.test(name)),
    cacheWrite: sumWhere(parts, (name) => /^(cache_creation|input_cache_creation)/.test(name)),
  };
}

function sumWhere(parts: JsonRecord, matches: (name: string) => boolean): number | null {
  let sum: number | null = null;
  for (const [name, value] of Object.entries(parts)) {
    const count = matches(name) ? tokenCount(value) : null;
    if (count !== null) sum = (sum ?? 0) + count;
  }
  return sum;
}

/** A whole count, or null: negative, not a number, or beyond what a call can spend. */
function tokenCount(value: unknown): number | null {
  const number = typeof value === "string" && NUMERAL.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !(number >= 0 && number <= MAX_TOKENS)) return null;
  return Math.trunc(number);
}
