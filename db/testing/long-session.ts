import type { Span } from "@/lib/otlp/span";
import { makeSpan } from "./random-spans";

interface LongSession {
  sessionId: string;
  turns: number;
  /** How many turns share a trace. */
  together: number;
}

const startedAt = 1_795_000_000_000_000_000n;
const millisecond = 1_000_000n;

/** A conversation of any length: each turn asks, looks something up and answers; every fifth look-up
 * fails. The span ids name the session and the turn. */
export function longSession({ sessionId, turns, together }: LongSession): Span[] {
  const hash = [...sessionId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const hex = (number: number, width: number) => number.toString(16).padStart(width, "0");
  return Array.from({ length: turns }, (_, place) => place).flatMap((place) => {
    const traceId = hex(hash, 8) + hex(Math.floor(place / together) + 1, 24);
    const at = startedAt + BigInt(place) * 10_000n * millisecond;
    const id = (step: number) => hex(hash, 8) + hex(place * 8 + step, 8);
    const span = (step: number, parent: number | null, fields: Partial<Span>, attributes: object) =>
      makeSpan(
        {
          ...{ traceId, spanId: id(step), parentSpanId: parent === null ? null : id(parent) },
          startUnixNano: at + BigInt(step * 100) * millisecond,
          endUnixNano: at + BigInt(step * 100 + 50) * millisecond,
          ...fields,
        },
        { "session.id": sessionId, ...attributes },
      );
    const question = `question ${place + 1}`;
    const asked = messages("input", [
      { role: "system", content: "You look things up." },
      { role: "user", content: question },
    ]);
    const call = { "openinference.span.kind": "LLM", "llm.token_count.total": 5, ...asked };
    const found = `found ${place + 1}`;
    return [
      span(
        1,
        null,
        { name: "agent" },
        { "openinference.span.kind": "AGENT", "input.value": question },
      ),
      span(2, 1, { name: "ask" }, { ...call, ...toolCall("output", 0, id(3)) }),
      span(
        3,
        1,
        place % 5 === 4 ? { name: "look-up", statusCode: "ERROR", statusMessage: "not there" } : {},
        { "openinference.span.kind": "TOOL", "tool.name": "look_up", "output.value": found },
      ),
      span(
        4,
        1,
        { name: "answer" },
        {
          ...call,
          ...toolCall("input", 2, id(3)),
          "llm.input_messages.3.message.role": "tool",
          "llm.input_messages.3.message.tool_call_id": id(3),
          "llm.input_messages.3.message.content": found,
          ...messages("output", [{ role: "assistant", content: `answer ${place + 1}` }]),
        },
      ),
    ];
  });
}

function messages(side: "input" | "output", list: { role: string; content: string }[]) {
  return Object.fromEntries(
    list.flatMap(({ role, content }, at) => [
      [`llm.${side}_messages.${at}.message.role`, role],
      [`llm.${side}_messages.${at}.message.content`, content],
    ]),
  );
}

function toolCall(side: "input" | "output", at: number, id: string) {
  const message = `llm.${side}_messages.${at}.message`;
  return {
    [`${message}.role`]: "assistant",
    [`${message}.tool_calls.0.tool_call.id`]: id,
    [`${message}.tool_calls.0.tool_call.function.name`]: "look_up",
    [`${message}.tool_calls.0.tool_call.function.arguments`]: '{"of":"it"}',
  };
}
