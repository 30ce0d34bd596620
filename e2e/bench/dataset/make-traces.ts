import type { Random } from "@/db/testing/random-spans";
import type { Span } from "@/lib/otlp/span";
import { type Conversation, makeTurn, startConversation } from "./make-turn";

const mostOpen = 3_000;
const users = 50_000;

/** Spans as they arrive while people talk: traces of 3,000 conversations that go on side by side,
 * 45 of 100 of them the first of their session. */
export function makeTraces(
  random: Random,
  options: { spans: number; idPrefix: string; nowMs: number },
): Span[] {
  const open: Conversation[] = [];
  const spans: Span[] = [];
  for (let started = 0; spans.length < options.spans; ) {
    const isNew = open.length < mostOpen / 10 || random() < 0.45;
    if (isNew) {
      const who = {
        sessionId: `${options.idPrefix}-${started++}`,
        userId: `user-${Math.floor(users * random() ** 1.5)}`,
        atMs: options.nowMs - Math.floor(3_600_000 * random()),
        scale: 1,
      };
      const fresh = startConversation(random, who);
      if (open.length < mostOpen) open.push(fresh);
      else open[Math.floor(random() * mostOpen)] = fresh;
      spans.push(...makeTurn(random, fresh));
    } else {
      const one = open[Math.floor(random() * open.length)];
      if (one) spans.push(...makeTurn(random, one));
    }
  }
  return spans.slice(0, options.spans);
}
