import { parseToolValue } from "@/lib/openinference/json-text";
import type { Message, ModelCall } from "@/lib/openinference/span-facts";
import type { TurnSpans } from "./assign-spans";
import {
  type ConversationMemory,
  isRemembered,
  messageKey,
  TURNS_TO_A_RESULT,
} from "./conversation-memory";
import type { TimedSpan } from "./timed-span";
import { argumentsKey } from "./tool-runs";
import type { TurnToolCall } from "./turn";
import { AT_ONCE, endIso, endOf, type TurnEntry } from "./turn-entry";

/** The steps that a turn's model calls tell of, and the tools they asked for. */
export interface CallEntries {
  entries: TurnEntry[];
  toolCalls: TurnToolCall[];
  /** How often each message of the input stands among the steps. */
  shown: Map<string, number>;
  /** Every message of the input, shown or not. */
  seen: Set<string>;
}

/** Reads the calls of a turn in order: what is new in each of them, then what came back. */
export function readCalls(turn: TurnSpans, memory: ConversationMemory): CallEntries {
  const found: CallEntries = { entries: [], toolCalls: [], shown: new Map(), seen: new Set() };
  const asked = new Set<TurnToolCall>();
  for (const [place, timed] of turn.calls.entries()) {
    const { call } = timed.span;
    if (call === null) continue;
    const isFirst = place === 0;
    readSystem(timed, call, isFirst, memory, found);
    readTail(timed, call, { isFirst, asks: timed === turn.question }, memory, found);
    for (const message of call.output) readOutput(timed, message, asked, memory, found);
  }
  return found;
}

function readSystem(
  timed: TimedSpan,
  { system }: ModelCall,
  isFirst: boolean,
  memory: ConversationMemory,
  { entries }: CallEntries,
) {
  if (system === null) return;
  const lead = memory.leadSystem;
  const isChanged =
    isFirst && lead !== null && isRemembered(memory, lead.turn) && system !== lead.text;
  if (isChanged || !isRemembered(memory, memory.systems.get(system))) {
    const { traceId, spanId, startedAt: at } = timed.span;
    const step = { type: "system", text: system, traceId, spanId, at } as const;
    entries.push({ place: isFirst ? AT_ONCE : timed.start, step, from: timed });
  }
  memory.systems.set(system, memory.turn);
  if (isFirst) memory.leadSystem = { text: system, turn: memory.turn };
}

interface TailPlace {
  isFirst: boolean;
  /** The last message of the tail is the turn's question. */
  asks: boolean;
}

function readTail(
  timed: TimedSpan,
  call: ModelCall,
  { isFirst, asks }: TailPlace,
  memory: ConversationMemory,
  { entries, shown, seen }: CallEntries,
) {
  const seenHere = new Map<string, number>();
  const place = isFirst ? AT_ONCE : timed.start;
  for (const [position, message] of call.tail.entries()) {
    if (message.role === "tool") {
      if (!answerToolCall(message, memory)) entries.push(messageEntry(timed, place, message));
      continue;
    }
    const key = messageKey(message);
    seen.add(key);
    const occurrence = (seenHere.get(key) ?? 0) + 1;
    seenHere.set(key, occurrence);
    const isQuestion = asks && position === call.tail.length - 1;
    const isOld =
      occurrence <= (shown.get(key) ?? 0) ||
      isRemembered(memory, memory.unanswered.get(key)) ||
      (!call.hasHistory && isRemembered(memory, memory.users.get(key)));
    if (isOld && !isQuestion) continue;
    shown.set(key, (shown.get(key) ?? 0) + 1);
    entries.push(messageEntry(timed, place, message));
  }
}

function readOutput(
  timed: TimedSpan,
  message: Message,
  asked: Set<TurnToolCall>,
  memory: ConversationMemory,
  { entries, toolCalls }: CallEntries,
) {
  const place = endOf(timed);
  if (message.role === "tool" && answerToolCall(message, memory)) return;
  const { toolCalls: calls = [], ...spoken } = message;
  if (spoken.text.trim() !== "" || spoken.reasoning || spoken.attachments) {
    entries.push({ ...messageEntry(timed, place, spoken, endIso(timed)) });
  }
  for (const { id, name, arguments: given } of calls) {
    if (isAskedAgain(id, name, given, asked, memory)) continue;
    const { traceId, spanId } = timed.span;
    const call: TurnToolCall = {
      ...{ id, name, arguments: given, result: null, error: null, latencyMs: null },
      ...{ traceId, spanId },
    };
    toolCalls.push(call);
    asked.add(call);
    if (id !== null) memory.toolCalls.set(id, { call, turn: memory.turn });
    memory.openCalls.set(call, memory.turn);
    entries.push({ place, step: { type: "tool", call, at: endIso(timed) }, from: timed });
  }
}

/** A model call inside another one reports the same tool call a second time. One that has its
 * result already is a new call under an old id. */
function isAskedAgain(
  id: string | null,
  name: string,
  given: unknown,
  asked: ReadonlySet<TurnToolCall>,
  memory: ConversationMemory,
): boolean {
  const known = id === null ? undefined : memory.toolCalls.get(id)?.call;
  if (known === undefined || !asked.has(known) || !memory.openCalls.has(known)) return false;
  return known.name === name && argumentsKey(known.arguments) === argumentsKey(given);
}

function messageEntry(
  timed: TimedSpan,
  place: number,
  message: Message,
  at = timed.span.startedAt,
): TurnEntry {
  const { traceId, spanId } = timed.span;
  const model = message.role === "assistant" ? timed.span.model : null;
  return { place, step: { type: "message", message, traceId, spanId, at, model }, from: timed };
}

/** Gives a tool's result to the call that asked; false when nobody did. Without an id that is the
 * earliest open call of the name. */
function answerToolCall({ toolCallId, name, text }: Message, memory: ConversationMemory): boolean {
  const call = toolCallId === undefined ? openCall(name, memory) : askedCall(toolCallId, memory);
  if (call === undefined) return false;
  call.result ??= parseToolValue(text);
  memory.openCalls.delete(call);
  return true;
}

function askedCall(id: string, memory: ConversationMemory): TurnToolCall | undefined {
  const asked = memory.toolCalls.get(id);
  return isRemembered(memory, asked?.turn, TURNS_TO_A_RESULT) ? asked?.call : undefined;
}

function openCall(name: string | undefined, memory: ConversationMemory): TurnToolCall | undefined {
  for (const [call, turn] of memory.openCalls) {
    if (!isRemembered(memory, turn, TURNS_TO_A_RESULT)) memory.openCalls.delete(call);
    else if (name === undefined || call.name === name) return call;
  }
  return undefined;
}
