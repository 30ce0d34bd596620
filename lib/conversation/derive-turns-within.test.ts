import { describe, expect, test } from "vitest";
import type { Message } from "@/lib/openinference/span-facts";
import { deriveTurns, deriveTurnsWithin, turnsWithinReach } from "./derive-turns";
import { exampleCall, exampleContinuation, exampleSpan } from "./example-conversation";
import { asking, exampleLlm, exampleTool, search } from "./example-steps";
import { neededSpans } from "./needed-spans";
import { planTurns, type TurnPlan } from "./plan-turns";
import { timedSpan } from "./timed-span";
import type { ConversationSpan, Turn } from "./turn";
import { toTurnCall } from "./turn-call";

/** The plan as the database gives it: calls, and the first start of each trace. */
function planOf(spans: ConversationSpan[]): TurnPlan {
  const timed = spans.map(timedSpan);
  const starts = new Map<string, number>();
  for (const { span, start } of timed) {
    starts.set(span.traceId, Math.min(start, starts.get(span.traceId) ?? start));
  }
  const traces = Array.from(starts, ([traceId, start]) => ({ traceId, start }));
  return planTurns(timed.flatMap(toTurnCall).reverse(), traces.reverse());
}

/** From no more than what a page reads. */
function pageOf(spans: ConversationSpan[], plan: TurnPlan, from: number, to: number): Turn[] {
  const reach = turnsWithinReach({ from, to }, plan.turns.length);
  const touched = new Set(
    plan.turns.slice(reach.from, reach.to).flatMap(({ traceIds }) => traceIds),
  );
  const skeletons = spans
    .filter(({ traceId }) => touched.has(traceId))
    .map((span) => ({
      ...{ traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId, span },
      start: timedSpan(span).start,
      isError: span.error !== null,
      isLlm: span.kind === "LLM",
      hasTokens: span.totalTokens !== null,
      hasCost: span.costNanoUsd !== null,
    }));
  const read = neededSpans(skeletons, plan, reach).map(({ span }) => span);
  return deriveTurnsWithin(read, plan, { from, to });
}

describe("a page of turns reads as it does in its conversation", () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))("seed %i", (seed) => {
    const spans = randomConversation(seed);
    const whole = deriveTurns(spans);
    const plan = planOf(spans);
    expect(plan.turns).toHaveLength(whole.length);
    for (let from = 0; from < whole.length; from += 7) {
      expect(pageOf(spans, plan, from, from + 7)).toEqual(whole.slice(from, from + 7));
    }
  });
});

test("a long conversation is many turns, most of them out of a page's reach", () => {
  const lengths = Array.from({ length: 60 }, (_, seed) => deriveTurns(randomConversation(seed)));
  expect(Math.max(...lengths.map(({ length }) => length))).toBeGreaterThan(100);
});

/** As untidy as real ones: several turns in a trace, retries, agents in agents, tool results that
 * come with the next question or never, stateless calls that repeat old questions, changing system
 * prompts, spans before the first call, traces without calls. */
function randomConversation(seed: number): ConversationSpan[] {
  const random = randomFrom(seed);
  const spans: ConversationSpan[] = [];
  let at = 0;
  let late: Message[] = [];
  const questions: string[] = [];
  const rounds = 60 + random(200);
  for (let turn = 0; turn < rounds; turn++) {
    const isNewTrace = turn === 0 || random(3) > 0;
    const traceId = isNewTrace ? `t${turn}` : (spans.at(-1)?.traceId ?? "t0");
    at += 10;
    if (random(12) === 0) {
      const failure = random(2) === 0 ? "lost" : null;
      spans.push(
        exampleSpan(`silent${turn}`, [at, at + 5], {
          ...{ traceId: `silent${turn}`, input: "in", output: "out", error: failure },
        }),
      );
      continue;
    }
    const root = `agent${turn}`;
    spans.push(exampleSpan(root, [at - random(3), at + 9], { traceId, kind: "AGENT" }));
    const question = `question ${random(30)}`;
    questions.push(question);
    const old = random(3) === 0 ? questions.slice(-1 - random(40), -1) : [];
    const tail: Message[] = [
      ...late,
      ...old.map((text): Message => ({ role: "user", text })),
      { role: "user", text: question },
    ];
    late = [];
    const isAsking = random(2) === 0;
    const callId = random(4) === 0 ? `id${random(5)}` : `id${turn}`;
    const output: Message[] = isAsking
      ? asking(search(callId, question))
      : random(5) === 0
        ? []
        : [{ role: "assistant", text: `answer ${random(4)}` }];
    const hasHistory = random(2) === 0;
    const call = exampleCall(question, null, {
      ...{ tail, output, hasHistory, messageCount: tail.length + random(5) },
      questionKey: hasHistory ? `${question} #${turn}` : question,
      system: random(4) === 0 ? null : `system ${random(3)}`,
    });
    const counts = random(3) === 0 ? {} : { totalTokens: random(90), costNanoUsd: random(90) };
    const below = { traceId, parentSpanId: root };
    spans.push(exampleLlm(`ask${turn}`, [at, at + 1], call, { ...below, ...counts }));
    if (!isAsking) continue;
    const result: Message = { role: "tool", text: `{"of":${turn}}`, toolCallId: callId };
    if (random(2) === 0) {
      const error = random(4) === 0 ? "tool failed" : null;
      const run = { name: "search", callId, result: turn };
      spans.push(exampleTool(`run${turn}`, [at + 2, at + 3], run, { ...below, error }));
    }
    if (random(3) === 0) late = [result];
    else
      spans.push(
        exampleLlm(`go-on${turn}`, [at + 4, at + 6], exampleContinuation([result], "found"), below),
      );
  }
  return spans;
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
