/** Raised by Colloquy itself: the pool had no connection to give in time, or the server hangs. */
export class DatabaseAwayError extends Error {
  override name = "DatabaseAwayError";
}

// SQLSTATE classes and codes: postgresql.org/docs/current/errcodes-appendix.html
const awayClasses = new Set([
  "08", // connection exceptions
  "28", // role refused: an operator is changing the password, or DATABASE_URL is wrong
  "53", // out of disk, memory or connections
  "58", // I/O errors of the server's system
]);

const awayCodes = new Set([
  "57P01", // terminated by an administrator
  "57P02", // another backend crashed
  "57P03", // starting up or shutting down
  "57P05", // idle session closed
  "57014", // statement timeout
  "25006", // read only: a fail-over is under way
  "3D000", // the database does not exist (yet)
  "42P01", // not migrated yet
  "42883", // a newer process has made the functions anew: this one is about to be replaced
  "42704",
  "3F000",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "SASL_SIGNATURE_MISMATCH",
  "EACCES",
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Whether the same request may succeed later without any change: the answer is 503. */
export function isDatabaseAway(error: unknown): boolean {
  for (let depth = 0, at = error; at instanceof Error && depth < 8; depth += 1, at = at.cause) {
    if (at.name === "DatabaseAwayError") return true;
    if (at instanceof AggregateError && at.errors.some(isDatabaseAway)) return true;
    const code = "code" in at && typeof at.code === "string" ? at.code : "";
    if (awayCodes.has(code)) return true;
    if (/^[0-9A-Z]{5}$/.test(code) && awayClasses.has(code.slice(0, 2))) return true;
  }
  return false;
}
