import { createPeople, type SamplePerson } from "./people";
import { createRandom, type SampleRandom } from "./random";
import { SAMPLE_AGENTS, type SampleModel } from "./sample-agents";
import { createChat } from "./sample-chat";
import type { SampleConversation } from "./sample-conversation";
import type { SampleScript } from "./sample-script";
import { SAMPLE_SCRIPTS } from "./sample-scripts";
import { scheduleSessions } from "./schedule";
import { type SessionPlan, writeSession } from "./write-session";

export interface SampleSeed {
  seed: string;
  now: Date;
}

/** The first conversation begins exactly so long before `now`. */
export const SAMPLE_SPAN_MS = 14 * 86_400_000;

/** By person: whatever the hour, somebody talked just now. */
const RECENT_MS = new Map([4, 12, 21, 33, 39, 52].map((p, i) => [p, (3 + i * 11) * 60_000]));

/** Judgements take a while: nobody has judged the latest conversations yet. */
const UNJUDGED_MS = 40 * 60_000;

/** Who talks when about what: every conversation, oldest first. Only the times depend on `now`. */
export function planSessions({ seed, now }: SampleSeed): SessionPlan[] {
  const random = createRandom(seed);
  const nowMs = now.getTime();
  const deck = createScriptDeck(random.fork("scripts"));
  return createPeople(random.fork("people"))
    .flatMap((person, p) => {
      const times = random.fork(`schedule-${p}`);
      const starts = scheduleSessions(person.sessions, nowMs, person.utcOffset, times);
      return starts.map((startMs, k) => {
        const agoMs = p === 0 && k === 0 ? SAMPLE_SPAN_MS : k === 0 ? RECENT_MS.get(p) : undefined;
        return planSession(agoMs === undefined ? startMs : nowMs - agoMs, nowMs, {
          person,
          ...deck.deal(person),
          random: random.fork(`session-${p}-${k}`),
          variants: random.fork("variants"),
        });
      });
    })
    .sort((a, b) => a.startMs - b.startMs);
}

/** The conversation that begins exactly SAMPLE_SPAN_MS before `now`: from its start, what was loaded
 * once can be generated again to the same bytes. */
export function firstSampleSessionId(seed: string): string {
  const random = createRandom(seed);
  const [person] = createPeople(random.fork("people"));
  if (!person) throw new Error("Nobody talks in the samples.");
  return sampleSessionId(person, random.fork("session-0-0").fork("id"));
}

interface Dealt {
  person: SamplePerson;
  script: SampleScript;
  instance: number;
  random: SampleRandom;
  variants: SampleRandom;
}

function planSession(startMs: number, nowMs: number, dealt: Dealt): SessionPlan {
  const { person, script, instance, random } = dealt;
  const chat = createChat({
    app: person.app,
    script: script.name,
    instance,
    firstName: person.firstName,
    startedAtMs: startMs,
    random: random.fork("chat"),
    deck: dealt.variants,
  });
  script.play(chat);
  const plan: SessionPlan = {
    sessionId: sampleSessionId(person, random.fork("id")),
    person,
    conversation: chat.finish(),
    startMs,
    model: pickModel(SAMPLE_AGENTS[person.app].models, random.fork("model")),
    random: random.fork("spans"),
    judgedInPlace: person.app === "support" && random.fork("judged").chance(0.5),
  };
  return settleBy(nowMs, plan, random.fork("judges"));
}

/** Deals each person scripts of their application and language, rarely played ones first. */
function createScriptDeck(random: SampleRandom) {
  const plays = new Map<SampleScript, number>();
  const seen = new Map<SamplePerson, Set<SampleScript>>();
  return {
    deal(person: SamplePerson): { script: SampleScript; instance: number } {
      const known = seen.get(person) ?? new Set<SampleScript>();
      seen.set(person, known);
      const suitable = SAMPLE_SCRIPTS.filter(
        (script) =>
          script.app === person.app &&
          script.locale === person.locale &&
          (plays.get(script) ?? 0) < (script.atMost ?? Number.POSITIVE_INFINITY),
      );
      const script = random
        .shuffle(suitable)
        .sort((a, b) => rank(a) - rank(b))
        .at(0);
      if (!script) throw new Error(`No script for ${person.app} in ${person.locale}`);
      const instance = plays.get(script) ?? 0;
      plays.set(script, instance + 1);
      known.add(script);
      return { script, instance };

      function rank(candidate: SampleScript): number {
        return (
          (plays.get(candidate) ?? 0) / (candidate.weight ?? 1) + (known.has(candidate) ? 4 : 0)
        );
      }
    },
  };
}

function sampleSessionId(person: SamplePerson, random: SampleRandom): string {
  if (person.app === "support") return `chat_${random.hex(12)}`;
  if (person.app === "coding") return `${person.tenant}/${person.userId}/${random.hex(6)}`;
  const digits = random.hex(32);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

function pickModel(models: SampleModel[], random: SampleRandom): SampleModel {
  return random.pick(models.flatMap((model) => Array.from({ length: model.weight }, () => model)));
}

/** Moves a conversation that would not be over by now into the past, and takes the judgements away
 * from one that is too young to have any. */
function settleBy(nowMs: number, plan: SessionPlan, random: SampleRandom): SessionPlan {
  const isJudged = random.chance(0.9);
  const isOld = nowMs - plan.startMs - atMostMs(plan.conversation) > UNJUDGED_MS;
  if (isOld) return isJudged ? plan : withoutVerdicts(plan);
  const lastsMs = writeSession(plan).endMs - plan.startMs;
  const lateMs = Math.max(0, plan.startMs + lastsMs - (nowMs - 20_000));
  const startMs = lateMs === 0 ? plan.startMs : plan.startMs - lateMs - random.int(0, 240_000);
  const isYoung = nowMs - startMs - lastsMs < UNJUDGED_MS;
  const settled = { ...plan, startMs };
  return isJudged && !isYoung ? settled : withoutVerdicts(settled);
}

/** Longer than it lasts: no step takes more than two minutes. */
function atMostMs({ turns }: SampleConversation): number {
  return turns.reduce((sum, { pauseMs, steps }) => sum + pauseMs + (steps.length + 1) * 120_000, 0);
}

function withoutVerdicts(plan: SessionPlan): SessionPlan {
  const turns = plan.conversation.turns.map((turn) => ({ ...turn, verdicts: [] }));
  return { ...plan, conversation: { ...plan.conversation, turns, verdicts: [] } };
}
