import type { TurnSpans } from "./assign-spans";
import { readCalls } from "./call-entries";
import type { ConversationMemory } from "./conversation-memory";
import { dropRepeatedAnswers } from "./drop-repeated-answers";
import { readErrors, recordRun, rootEntries, runEntry } from "./span-entries";
import type { TimedSpan } from "./timed-span";
import { matchRuns } from "./tool-runs";
import type { Turn, TurnError, TurnToolCall } from "./turn";
import { compareEntries, type TurnEntry } from "./turn-entry";
import { type Ledger, turnTotals } from "./turn-totals";

/** What a turn says, and its figures. Turns are built in order: each adds to the memory. */
export function buildTurn(
  turn: TurnSpans,
  index: number,
  ledger: Ledger,
  memory: ConversationMemory,
): Turn {
  const read = readCalls(turn, memory);
  const runs = turn.spans.filter(({ span }) => span.kind === "TOOL");
  const { runOf, others } = matchRuns(read.toolCalls, runs);
  for (const [call, run] of runOf) {
    recordRun(call, run);
    memory.openCalls.delete(call);
  }
  const errors = readErrors(turn.spans, memory);
  const entries = [
    ...read.entries,
    ...(turn.root ? rootEntries(turn.root) : []),
    ...others.map(runEntry),
    // A tool's error stands on its call.
    ...errors.filter(({ from }) => from.span.kind !== "TOOL"),
  ].sort(compareEntries);
  const assistant = turn.root ? rootAnswer(turn.root) : lastAnswer(entries);
  remember(read.seen, assistant, memory);
  const steps = dropRepeatedAnswers(entries, memory.index).map(({ step }) => step);
  return {
    index,
    ...turnTimes(turn.spans),
    user: questionText(turn),
    assistant,
    earlierMessages: 0,
    steps,
    toolCalls: steps.flatMap((step): TurnToolCall[] => (step.type === "tool" ? [step.call] : [])),
    errors: errors.flatMap(({ step }): TurnError[] => (step.type === "error" ? [step.error] : [])),
    models: turnModels(turn.spans),
    traceIds: distinct(turn.spans.map(({ span }) => span.traceId)),
    spanIds: turn.spans.map(({ span }) => span.spanId),
    ...turnTotals(turn.spans, ledger),
  };
}

function questionText({ question, root }: TurnSpans): string | null {
  if (root !== null) return root.span.input;
  return question?.span.call?.tail.at(-1)?.text ?? null;
}

function rootAnswer({ span }: TimedSpan): string | null {
  return span.output?.trim() ? span.output : null;
}

function lastAnswer(entries: readonly TurnEntry[]): string | null {
  for (const { step } of entries.toReversed()) {
    if (step.type !== "message" || step.message.role !== "assistant") continue;
    if (step.message.text.trim() !== "") return step.message.text;
  }
  return null;
}

function remember(seen: ReadonlySet<string>, assistant: string | null, memory: ConversationMemory) {
  if (assistant !== null) memory.unanswered.clear();
  for (const key of seen) {
    memory.users.set(key, memory.turn);
    if (assistant === null) memory.unanswered.set(key, memory.turn);
  }
}

/** From the first start to the last end; spans that still run have none. */
function turnTimes(spans: readonly TimedSpan[]) {
  const [first] = spans;
  const ended = spans.filter(({ end }) => end !== null);
  const last = ended.reduce(
    (latest: TimedSpan | undefined, timed) =>
      (timed.end ?? 0) > (latest?.end ?? Number.NEGATIVE_INFINITY) ? timed : latest,
    undefined,
  );
  const latencyMs =
    first && last?.end !== null && last?.end !== undefined ? (last.end - first.start) / 1000 : null;
  return {
    startedAt: first?.span.startedAt ?? "",
    endedAt: last ? (last.span.endedAt ?? null) : null,
    latencyMs,
  };
}

/** Of the model calls; without any, of the spans that name one. */
function turnModels(spans: readonly TimedSpan[]): string[] {
  const calls = spans.filter(({ span }) => span.kind === "LLM" && span.model !== null);
  const named = calls.length > 0 ? calls : spans;
  return distinct(named.flatMap(({ span }) => span.model ?? []));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
