import { inspect } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import postgres from "postgres";

/**
 * Next prints what a page throws, and these errors' own text quotes bound values: people's words.
 * From here on they are printed as their code, table, constraint and origin.
 */
export function quietErrors(): void {
  for (const { prototype } of [DrizzleQueryError, postgres.PostgresError]) {
    Object.defineProperty(prototype, inspect.custom, { configurable: true, value: describe });
  }
}

const safeFields = ["code", "table_name", "constraint_name"] as const;

function describe(this: Error): string {
  const inner = this.cause instanceof Error ? this.cause : this;
  const fields = safeFields.flatMap((field) => {
    const value: unknown = Object.getOwnPropertyDescriptor(inner, field)?.value;
    return typeof value === "string" ? [`${field}=${value}`] : [];
  });
  return [["A query failed:", ...fields].join(" "), ...framesOf(this)].join("\n");
}

function framesOf({ stack = "", message }: Error): string[] {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split("\n");
  return lines.filter((line) => /^\s+at /.test(line)).slice(0, 6);
}
