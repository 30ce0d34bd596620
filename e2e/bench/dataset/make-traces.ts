import type { Random } from "@/db/testing/random-spans";
import type { Span } from "@/lib/otlp/span";
import { type Conversation, makeTurn, startConversation } from "./make-turn";

const mostOpen = 3_000;
const users = 50_000;

/**
 * Traces as they arrive while people talk, without end: of 3,000 conversations that go on side by
 * side. 45 of 100 are the first of their session, as in the stored data.
 */
export function* makeTraces(
  random: Random,
  options: { idPrefix: string; nowMs: number },
): Generator<Span[], never> {
  const open: Conversation[] = [];
  for (let started = 0; ; ) {
    const known = open[Math.floor(random() * open.length)];
    if (known && random() >= 0.45) {
      yield makeTurn(random, known);
      continue;
    }
    const fresh = startConversation(random, {
      sessionId: `${options.idPrefix}-${started++}`,
      userId: `user-${Math.floor(users * random() ** 1.5)}`,
      atMs: options.nowMs - Math.floor(3_600_000 * random()),
      scale: 1,
      skew: 1,
    });
    if (open.length < mostOpen) open.push(fresh);
    else open[Math.floor(random() * mostOpen)] = fresh;
    yield makeTurn(random, fresh);
  }
}
