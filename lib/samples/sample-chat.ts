import { createOrder, type SampleOrder } from "./catalogue";
import type { SampleRandom } from "./random";
import type {
  SampleApp,
  SampleConversation,
  SampleDocument,
  SampleFailure,
  SampleToolCall,
  SampleTurn,
} from "./sample-conversation";
import { judgeSession, type SessionJudgement } from "./verdicts";

/** What a script knows about the conversation it writes. */
export interface ChatSetting {
  app: SampleApp;
  script: string;
  /** How often this script was played before: variants rotate with it. */
  instance: number;
  /** First name of the person. */
  firstName: string;
  startedAtMs: number;
  random: SampleRandom;
  /** Of all conversations: keeps the rotation of variants independent of `random`. */
  deck: SampleRandom;
}

export interface SampleChat extends ChatSetting {
  /** One of several ways to say it; a script that is played again says it another way. */
  oneOf<T>(...options: T[]): T;
  order(): SampleOrder;
  /** "18 November": the day so many days from the conversation's start. */
  day(offset: number): string;
  user(text: string, pauseMs?: number): void;
  tool(name: string, args: Record<string, unknown>, result: unknown): void;
  /** Several tools asked for in one go, with what the assistant says meanwhile. */
  tools(text: string, calls: [string, Record<string, unknown>, unknown][]): void;
  toolFails(name: string, args: Record<string, unknown>, message: string): void;
  retrieve(documents: SampleDocument[]): void;
  say(text: string): void;
  /** A streamed answer: such calls report no token counts. */
  stream(text: string): void;
  /** One of several questions, each with its own answer. */
  exchange(...pairs: [question: string, answer: string][]): void;
  fail(failure: SampleFailure): void;
  tag(...tags: string[]): void;
  judge(judgement: SessionJudgement): void;
  /** A judgement of the turn just written. */
  judgeTurn(name: string, label: string, score: number, explanation: string): void;
  /** What a person noted about the whole conversation. */
  review(label: string, explanation: string): void;
  finish(): SampleConversation;
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

export function createChat(setting: ChatSetting): SampleChat {
  const { random, deck, startedAtMs } = setting;
  const conversation: SampleConversation = {
    app: setting.app,
    turns: [],
    verdicts: [],
    tags: [],
  };
  let choices = 0;

  function turn(): SampleTurn {
    const last = conversation.turns.at(-1);
    if (!last) throw new Error(`${setting.script}: nobody has spoken yet`);
    return last;
  }

  function call(name: string, args: Record<string, unknown>, result: unknown): SampleToolCall {
    return { name, arguments: args, result, error: null, latencyMs: random.around(240, 0.7) };
  }

  const chat: SampleChat = {
    ...setting,
    oneOf(...options) {
      const place = `${setting.script}#${choices++}`;
      const round = Math.floor(setting.instance / options.length);
      const order = deck.fork(`${place}@${round}`).shuffle(options);
      return order[setting.instance % options.length] ?? random.pick(options);
    },
    order: () => createOrder(random),
    day(offset) {
      const date = new Date(startedAtMs + offset * 86_400_000);
      return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
    },
    user(text, pauseMs) {
      const typing = text.length * 180;
      conversation.turns.push({
        user: text,
        pauseMs: pauseMs ?? random.around(28_000 + typing, 0.8),
        documents: null,
        steps: [],
        verdicts: [],
      });
    },
    tool(name, args, result) {
      turn().steps.push({ type: "tools", text: "", calls: [call(name, args, result)] });
    },
    tools(text, calls) {
      turn().steps.push({ type: "tools", text, calls: calls.map((c) => call(...c)) });
    },
    toolFails(name, args, message) {
      const failed = { ...call(name, args, { error: message }), error: message };
      turn().steps.push({ type: "tools", text: "", calls: [failed] });
    },
    retrieve(documents) {
      turn().documents = documents;
    },
    say(text) {
      turn().steps.push({ type: "answer", text, streamed: false });
    },
    stream(text) {
      turn().steps.push({ type: "answer", text, streamed: true });
    },
    exchange(...pairs) {
      const [question, answer] = chat.oneOf(...pairs);
      chat.user(question);
      chat.say(answer);
    },
    fail(failure) {
      turn().steps.push({ type: "failure", failure });
    },
    tag(...tags) {
      conversation.tags.push(...tags);
    },
    judge(judgement) {
      conversation.verdicts.push(...judgeSession(judgement, random.fork("scores")));
    },
    judgeTurn(name, label, score, explanation) {
      turn().verdicts.push({
        name,
        label,
        score,
        explanation,
        annotatorKind: "LLM",
        identifier: "",
      });
    },
    review(label, explanation) {
      conversation.verdicts.push({
        name: "review",
        label,
        score: label === "good_example" ? 1 : 0,
        explanation,
        annotatorKind: "HUMAN",
        identifier: "support-lead",
      });
    },
    finish() {
      if (conversation.turns.length === 0) throw new Error(`${setting.script}: nobody spoke`);
      return conversation;
    },
  };
  return chat;
}
