import { countedSpans } from "./counted-spans";
import type { TimedSpan } from "./timed-span";
import type { ConversationSpan, Turn } from "./turn";

export type TurnTotals = Pick<
  Turn,
  "promptTokens" | "completionTokens" | "totalTokens" | "tokensPartial" | "costUsd" | "costPartial"
>;

/** The spans of a session whose figures count, chosen trace by trace. */
export interface Ledger {
  tokens: Set<ConversationSpan>;
  tokensMissing: Set<ConversationSpan>;
  cost: Set<ConversationSpan>;
  costMissing: Set<ConversationSpan>;
}

export function openLedger(traces: Iterable<readonly TimedSpan[]>): Ledger {
  const ledger: Ledger = {
    tokens: new Set(),
    tokensMissing: new Set(),
    cost: new Set(),
    costMissing: new Set(),
  };
  for (const trace of traces) {
    const tokens = countedSpans(trace, ({ totalTokens }) => totalTokens !== null);
    for (const { span } of tokens.counted) ledger.tokens.add(span);
    for (const { span } of tokens.missing) ledger.tokensMissing.add(span);
    const cost = countedSpans(trace, ({ costNanoUsd }) => costNanoUsd !== null);
    for (const { span } of cost.counted) ledger.cost.add(span);
    for (const { span } of cost.missing) ledger.costMissing.add(span);
  }
  return ledger;
}

/** Sums over the spans of one turn; null when none reported. */
export function turnTotals(spans: readonly TimedSpan[], ledger: Ledger): TurnTotals {
  const all = spans.map(({ span }) => span);
  const tokens = all.filter((span) => ledger.tokens.has(span));
  const totalTokens = sum(tokens.map((span) => span.totalTokens));
  const nanoUsd = sum(all.filter((span) => ledger.cost.has(span)).map((span) => span.costNanoUsd));
  return {
    promptTokens: sum(tokens.map((span) => span.promptTokens)),
    completionTokens: sum(tokens.map((span) => span.completionTokens)),
    totalTokens,
    tokensPartial: totalTokens !== null && all.some((span) => ledger.tokensMissing.has(span)),
    costUsd: nanoUsd === null ? null : nanoUsd / 1e9,
    costPartial: nanoUsd !== null && all.some((span) => ledger.costMissing.has(span)),
  };
}

function sum(values: (number | null)[]): number | null {
  let total: number | null = null;
  for (const value of values) if (value !== null) total = (total ?? 0) + value;
  return total;
}
