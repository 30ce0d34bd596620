import type { AttributeValue, Span } from "@/lib/otlp/span";

export type Random = () => number;

/** mulberry32: the same numbers for the same seed, in [0, 1). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(items: T[], random: Random): T[] {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [list[last], list[other]];
    if (a !== undefined && b !== undefined) {
      list[last] = b;
      list[other] = a;
    }
  }
  return list;
}

export function makeSpan(
  fields: Partial<Omit<Span, "attributes">> & Pick<Span, "traceId" | "spanId">,
  attributes: Record<string, AttributeValue> = {},
): Span {
  const startUnixNano = fields.startUnixNano ?? 1_795_000_000_000_000_000n;
  return {
    parentSpanId: null,
    name: "span",
    kind: 1,
    endUnixNano: startUnixNano + 1_000_000_000n,
    statusCode: "UNSET",
    statusMessage: "",
    traceState: "",
    events: [],
    links: [],
    scopeName: "test",
    scopeVersion: "1",
    resource: sharedResource,
    ...fields,
    startUnixNano,
    attributes: new Map(Object.entries(attributes)),
  };
}

const sharedResource = new Map<string, AttributeValue>([["service.name", "test"]]);

/** Sessions of several traces each, as untidy as real ones: the session id on some spans only or
 * on none, two ids in one trace, late roots, several agents repeating a question, tool results in
 * traces of their own, errors, unknown tokens, embeddings, evaluation carriers, spans that never
 * ended, clocks that differ. Ids are hex of counters, so that a seed always makes the same. */
export function randomSpans(seed: number, sessionCount: number): Span[] {
  const random = seededRandom(seed);
  const list: Span[] = [];
  let nextTrace = seed * 1_000_000;
  for (let session = 0; session < sessionCount; session++) {
    const traceCount = random() < 0.6 ? 1 : 1 + Math.floor(random() * 6);
    let at = 1_795_000_000_000_000_000n + BigInt(Math.floor(random() * 2_000_000)) * 1_000_000_000n;
    const history: string[] = [];
    for (let index = 0; index < traceCount; index++) {
      const traceId = (nextTrace++).toString(16).padStart(32, "0");
      const spans = randomTrace(random, traceId, at, history);
      nameSession(random, spans, `session-${seed}-${session}`);
      list.push(...spans);
      at += BigInt(Math.floor(random() * 60)) * 1_000_000_000n;
    }
  }
  return list;
}

function nameSession(random: Random, spans: Span[], sessionId: string): void {
  const way = random();
  if (way < 0.05) return;
  const chosen = way < 0.5 ? spans : spans.filter(() => random() < 0.4);
  for (const span of chosen.length > 0 ? chosen : spans.slice(-1)) {
    const id = way > 0.95 && random() < 0.3 ? `${sessionId}-other` : sessionId;
    span.attributes.set("session.id", id);
    if (random() < 0.7)
      span.attributes.set("user.id", `user-${id.length % 7}-${Math.floor(random() * 2)}`);
  }
}

function randomTrace(random: Random, traceId: string, at: bigint, history: string[]): Span[] {
  let nextSpan = 1;
  const spans: Span[] = [];
  const add = (
    parentSpanId: string | null,
    kind: string,
    attributes: Record<string, AttributeValue>,
  ) => {
    // Few distinct times, so that starts tie; now and then before the parent's.
    const start = at + BigInt(Math.floor(random() * 5) - 1) * 1_000_000n;
    const span = makeSpan(
      {
        traceId,
        spanId: ((BigInt(`0x${traceId.slice(16)}`) << 8n) + BigInt(nextSpan++))
          .toString(16)
          .padStart(16, "0")
          .slice(-16),
        parentSpanId,
        startUnixNano: start,
        endUnixNano:
          random() < 0.05 ? null : start + BigInt(Math.floor(random() * 3_000)) * 1_000_000n,
        statusCode: random() < 0.1 ? "ERROR" : "UNSET",
        name: kind.toLowerCase(),
      },
      { "openinference.span.kind": kind, ...attributes },
    );
    spans.push(span);
    return span;
  };
  if (random() < 0.05) {
    add(null, "EVALUATOR", {
      "session.evaluations.0.evaluation.name": "goal",
      "session.evaluations.0.evaluation.label": "achieved",
    });
    return spans;
  }
  const parent = random() < 0.2 ? "00000000000000ff" : null;
  const wrapped: Record<string, AttributeValue> =
    random() < 0.5
      ? {
          "llm.token_count.prompt": 7,
          "llm.token_count.completion": 3,
          "llm.token_count.total": 10,
        }
      : {};
  const root =
    random() < 0.8
      ? add(parent, "AGENT", { "input.value": "in", "output.value": "out", ...wrapped })
      : null;
  const question = random() < 0.2 ? "again" : `question ${Math.floor(random() * 1000)}`;
  const calls = random() < 0.15 ? 0 : 1 + Math.floor(random() * 3);
  for (let call = 0; call < calls; call++) {
    add(
      root?.spanId ?? parent,
      "LLM",
      llmAttributes(random, [...history, question], call > 0 && random() < 0.7),
    );
    if (random() < 0.4)
      add(root?.spanId ?? null, "TOOL", { "tool.name": "lookup", "output.value": "found" });
  }
  if (random() < 0.2) add(root?.spanId ?? null, "EMBEDDING", { "llm.token_count.total": 99 });
  if (calls > 0 && random() < 0.7) history.push(question);
  return spans;
}

function llmAttributes(
  random: Random,
  questions: string[],
  afterTool: boolean,
): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {
    "llm.model_name": random() < 0.8 ? "gpt-4o" : "made-up-model",
  };
  let index = 0;
  const say = (role: string, content: string) => {
    attributes[`llm.input_messages.${index}.message.role`] = role;
    attributes[`llm.input_messages.${index}.message.content`] = content;
    index += 1;
  };
  const isStateless = random() < 0.3;
  for (const [place, question] of questions.entries()) {
    if (isStateless && place < questions.length - 1) continue;
    if (place > 0 && !isStateless) say("assistant", `answer ${place}`);
    say("user", question);
  }
  if (afterTool) say("tool", "a result");
  if (random() < 0.85) {
    attributes["llm.output_messages.0.message.role"] = "assistant";
    attributes["llm.output_messages.0.message.content"] = random() < 0.7 ? "an answer" : "";
  }
  if (random() < 0.8) {
    const prompt = Math.floor(random() * 500);
    attributes["llm.token_count.prompt"] = prompt;
    attributes["llm.token_count.completion"] = 11;
    attributes["llm.token_count.total"] = prompt + 11;
  }
  return attributes;
}
