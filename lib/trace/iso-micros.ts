/** Microseconds since 1970 of an ISO 8601 UTC time, keeping the digits that Date drops; NaN when it
 * is no time. */
export function isoMicros(iso: string): number {
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? "";
  const seconds = Date.parse(fraction === "" ? iso : iso.replace(`.${fraction}`, ""));
  return seconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
}
