import { isRecord } from "@/lib/openinference/json-text";
import type { TimedSpan } from "./timed-span";
import type { TurnToolCall } from "./turn";

export interface MatchedRuns {
  runOf: Map<TurnToolCall, TimedSpan>;
  /** Runs that no model call asked for. */
  others: TimedSpan[];
}

/** How a call finds its run, surest first: the call's id, then name and arguments, then name and
 * order. Two different ids never match. */
const MATCHERS: readonly {
  byId: boolean;
  callKey: (call: TurnToolCall) => string | null;
  runKeys: (run: TimedSpan) => string[];
}[] = [
  {
    byId: true,
    callKey: ({ id }) => id,
    runKeys: ({ span }) => (span.tool?.callId ? [span.tool.callId] : []),
  },
  {
    byId: false,
    callKey: (call) => `${call.name}\n${argumentsKey(call.arguments)}`,
    runKeys: namedArguments,
  },
  { byId: false, callKey: ({ name }) => name, runKeys: (run) => [runName(run)] },
];

/** Both in order. */
export function matchRuns(calls: readonly TurnToolCall[], runs: readonly TimedSpan[]): MatchedRuns {
  const runOf = new Map<TurnToolCall, TimedSpan>();
  const used = new Set<TimedSpan>();
  for (const { byId, callKey, runKeys } of runs.length > 0 ? MATCHERS : []) {
    const unused = runs.filter((run) => !used.has(run));
    const all = queues(unused, runKeys);
    const anonymous = queues(
      unused.filter(({ span }) => !span.tool?.callId),
      runKeys,
    );
    for (const call of calls) {
      const key = callKey(call);
      if (key === null || runOf.has(call)) continue;
      const waiting = byId || call.id === null ? all : anonymous;
      const run = takeFirst(waiting.get(key), used);
      if (run) runOf.set(call, run);
    }
  }
  const known = new Set(calls.map(({ id }) => id));
  const others = runs.filter((run) => !used.has(run) && !known.has(run.span.tool?.callId ?? ""));
  return { runOf, others };
}

export function runName({ span }: TimedSpan): string {
  return span.tool?.name ?? span.name;
}

/** Arguments as text that does not depend on the order of keys. */
export function argumentsKey(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(argumentsKey).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${argumentsKey(value[key])}`).join()}}`;
}

/** A wrapped function records its parameters as a list: (arguments), or (name, arguments). */
function namedArguments(run: TimedSpan): string[] {
  const given = run.span.tool?.arguments ?? null;
  const keys = [`${runName(run)}\n${argumentsKey(given)}`];
  if (!Array.isArray(given)) return keys;
  const [first, second] = given;
  if (given.length === 1) keys.push(`${runName(run)}\n${argumentsKey(first)}`);
  if (typeof first === "string") keys.push(`${first}\n${argumentsKey(second ?? null)}`);
  return keys;
}

/** Takes the earliest run that nobody has. */
function takeFirst(queue: TimedSpan[] | undefined, used: Set<TimedSpan>): TimedSpan | undefined {
  let run = queue?.pop();
  while (run !== undefined && used.has(run)) run = queue?.pop();
  if (run !== undefined) used.add(run);
  return run;
}

/** Runs under each of their keys, the earliest last. */
function queues(runs: readonly TimedSpan[], keysOf: (run: TimedSpan) => string[]) {
  const waiting = new Map<string, TimedSpan[]>();
  for (const run of runs.toReversed()) {
    for (const key of keysOf(run)) {
      const queue = waiting.get(key);
      if (queue) queue.push(run);
      else waiting.set(key, [run]);
    }
  }
  return waiting;
}
