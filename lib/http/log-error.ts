/** One line for the server's log. Messages are left out: a driver's carries the bound values, a
 * parser's the text it stumbled on. */
export function logLine(method: string, status: number, error: unknown): string {
  const parts = [`${method} ${status}`];
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    parts.push(codesOf(at));
  }
  return parts.concat(frames(error)).join(" · ");
}

// postgresql.org/docs/current/protocol-error-fields.html, as postgres.js names them.
const safeFields = ["code", "table_name", "constraint_name"] as const;

function codesOf(error: Error): string {
  const fields = safeFields.flatMap((field) => {
    const value: unknown = Object.getOwnPropertyDescriptor(error, field)?.value;
    return typeof value === "string" && /^[\w-]{1,100}$/.test(value) ? [`${field}=${value}`] : [];
  });
  return [error.name.replace(/\W/g, ""), ...fields].join(" ");
}

/** Where the innermost error was thrown: the stack without the message in its head. */
function frames(error: unknown): string[] {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (!(inner instanceof Error) || inner.stack === undefined) return [];
  const head = inner.stack.indexOf(inner.message);
  if (head < 0) return [];
  const lines = inner.stack.slice(head + inner.message.length).split("\n");
  return lines
    .filter((line) => line.startsWith("    at "))
    .map((line) => line.trim())
    .slice(0, 4);
}
