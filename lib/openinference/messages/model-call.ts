import { createHash } from "node:crypto";
import type { Message, MessageRole, ModelCall } from "../span-facts";
import { joinTexts } from "./message-draft";

/** An input message of which the role is known and the rest is read only when needed: histories
 * are long and only their end is new. */
export interface LazyMessage {
  role: MessageRole;
  read: () => Message;
}

/** What is new in a model call. `system` stands in when no input message is a system one. */
export function modelCall(
  input: readonly LazyMessage[],
  output: Message[],
  system: string | null,
): ModelCall {
  const history = input.filter(({ role }) => role !== "system");
  const prompts = input.filter(({ role }) => role === "system").map(({ read }) => read().text);
  const roles = history.map(roleOf);
  const lastAssistant = roles.lastIndexOf("assistant");
  const lastUser = roles.lastIndexOf("user");
  const lastRole = history.at(-1)?.role ?? null;
  const tail = history.slice(lastAssistant + 1).map(readMessage);
  return {
    messageCount: history.length,
    lastRole,
    questionKey: lastRole === "user" ? questionKey(history, tail.at(-1)?.text ?? "") : null,
    hasHistory: history.slice(0, Math.max(lastUser, 0)).some(({ role }) => role === "assistant"),
    system: joinTexts(prompts) || system,
    tail,
    output,
  };
}

const roleOf = ({ role }: LazyMessage): MessageRole => role;
const readMessage = ({ read }: LazyMessage): Message => read();

function questionKey(history: readonly LazyMessage[], text: string): string {
  let occurrences = 0;
  for (const { role, read } of history) {
    if (role === "user" && read().text === text) occurrences++;
  }
  return createHash("sha1").update(`${occurrences}\n${text}`).digest("base64url").slice(0, 16);
}
