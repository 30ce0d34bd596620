/** Nanoseconds since 1970 as ISO 8601 UTC with microseconds, as Postgres keeps them. */
export function isoFromNano(unixNano: bigint): string {
  const micros = unixNano / 1000n;
  const millis = Number(micros / 1000n);
  const rest = Number(micros % 1000n);
  return `${new Date(millis).toISOString().slice(0, -1)}${String(rest).padStart(3, "0")}Z`;
}

/** Postgres's text of a timestamptz, in a session whose zone is UTC, as ISO 8601 with all six
 * digits, so that times compare as texts. */
export function isoFromPostgres(text: string): string {
  const [clock = "", fraction = ""] = text
    .slice(11)
    .replace(/\+00(:00)?$/, "")
    .split(".");
  return `${text.slice(0, 10)}T${clock}.${fraction.padEnd(6, "0")}Z`;
}
