import type { MessageRole } from "../span-facts";

const ROLES: ReadonlyMap<string, MessageRole> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["human", "user"],
  ["assistant", "assistant"],
  ["ai", "assistant"],
  ["model", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
]);

/** The role by its name, as vendors spell it; `missing` when it has none. */
export function messageRole(name: unknown, missing: MessageRole): MessageRole {
  if (typeof name !== "string" || name === "") return missing;
  return ROLES.get(name) ?? ROLES.get(name.toLowerCase()) ?? "other";
}
