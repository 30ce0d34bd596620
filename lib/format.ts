/** How figures read. Fixed to en-US, so that server and browser write the same text. Unknown (null)
 * is "–", never 0. */

export const UNKNOWN = "–";

const LOCALE = "en-US";
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumSignificantDigits: 3 });
const cents = new Intl.NumberFormat(LOCALE, {
  style: "currency",
  currency: "USD",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const subCent = new Intl.NumberFormat(LOCALE, {
  style: "currency",
  currency: "USD",
  maximumSignificantDigits: 2,
});
const nanoUsd = new Intl.NumberFormat(LOCALE, {
  style: "currency",
  currency: "USD",
  minimumFractionDigits: 2,
  maximumFractionDigits: 9,
});
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const score = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 });

interface Sum {
  /** The sum covers only a part: it is at least this. */
  partial?: boolean;
}

function atLeast(text: string, { partial = false }: Sum): string {
  return partial ? `≥ ${text}` : text;
}

/** 999, 1.2k, 45.3k, 1.2M. */
export function formatCount(count: number | null, sum: Sum = {}): string {
  if (count === null) return UNKNOWN;
  const text = Math.abs(count) < 1000 ? whole.format(count) : compact.format(count);
  return atLeast(text.replace("K", "k"), sum);
}

/** 1,204. */
export function formatExactCount(count: number | null, sum: Sum = {}): string {
  return count === null ? UNKNOWN : atLeast(whole.format(count), sum);
}

/** "1 session", "1,204 sessions"; for nouns that take an s. */
export function formatCountOf(count: number, noun: string): string {
  return `${whole.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** "1,204", or "10,000+" when the count stopped there. */
export function formatTotal(total: { count: number; exact: boolean }): string {
  return `${whole.format(total.count)}${total.exact ? "" : "+"}`;
}

/** $12.34, $1.2k, and below a cent two significant digits: $0.0012. */
export function formatMoney(usd: number | null, sum: Sum = {}): string {
  if (usd === null) return UNKNOWN;
  const size = Math.abs(usd);
  if (size > 0 && size < 0.0000001) return atLeast("< $0.0000001", sum);
  if (size > 0 && size < 0.01) return atLeast(subCent.format(usd), sum);
  if (size < 1000) return atLeast(cents.format(usd), sum);
  return atLeast(`$${formatCount(usd)}`, sum);
}

/** Every digit that is stored, down to a nano-dollar. */
export function formatExactMoney(usd: number | null, sum: Sum = {}): string {
  return usd === null ? UNKNOWN : atLeast(nanoUsd.format(usd), sum);
}

/** Two units at most: 340 ms, 1.2 s, 48 s, 4m 12s, 3h 05m, 2d 4h. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return UNKNOWN;
  if (ms < 1) return ms > 0 ? "< 1 ms" : "0 ms";
  const wholeMs = Math.round(ms);
  if (wholeMs < SECOND_MS) return `${wholeMs} ms`;
  const tenths = Math.floor(wholeMs / 100) / 10;
  if (tenths < 10) return `${tenths.toFixed(1)} s`;
  if (wholeMs < MINUTE_MS) return `${Math.floor(tenths)} s`;
  if (wholeMs < HOUR_MS) return twoUnits(wholeMs, MINUTE_MS, "m", SECOND_MS, "s", 2);
  if (wholeMs < DAY_MS) return twoUnits(wholeMs, HOUR_MS, "h", MINUTE_MS, "m", 2);
  return twoUnits(wholeMs, DAY_MS, "d", HOUR_MS, "h", 1);
}

function twoUnits(
  ms: number,
  bigMs: number,
  big: string,
  smallMs: number,
  small: string,
  digits: number,
): string {
  const rest = String(Math.floor((ms % bigMs) / smallMs)).padStart(digits, "0");
  return `${Math.floor(ms / bigMs)}${big} ${rest}${small}`;
}

/** 12,345 ms. */
export function formatExactDuration(ms: number | null): string {
  return ms === null ? UNKNOWN : `${whole.format(ms)} ms`;
}

/** A share of 0 to 1 as 8.2%. */
export function formatPercent(share: number | null): string {
  return share === null ? UNKNOWN : percent.format(share);
}

/** Three significant digits. */
export function formatScore(value: number | null): string {
  return value === null ? UNKNOWN : score.format(value);
}

/** 1.2 kB, 3.4 MB; decimal units. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  return `${score.format(bytes / 1000 ** step)} ${units[step]}`;
}

const AGES: { belowMs: number; unitMs: number; unit: string }[] = [
  { belowMs: MINUTE_MS, unitMs: SECOND_MS, unit: "s" },
  { belowMs: HOUR_MS, unitMs: MINUTE_MS, unit: "m" },
  { belowMs: DAY_MS, unitMs: HOUR_MS, unit: "h" },
  { belowMs: 30 * DAY_MS, unitMs: DAY_MS, unit: "d" },
];

/** "now", "12s ago", "5m ago", "3h ago", "12d ago"; older than 30 days and beyond a minute ahead
 * the date in UTC. */
export function formatRelativeTime(iso: string, nowMs: number): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return UNKNOWN;
  const ageMs = nowMs - ms;
  if (ageMs < 5 * SECOND_MS && ageMs > -MINUTE_MS) return "now";
  const age = ageMs < 0 ? undefined : AGES.find(({ belowMs }) => ageMs < belowMs);
  return age ? `${Math.floor(ageMs / age.unitMs)}${age.unit} ago` : formatDate(iso, nowMs);
}

// Spelt out: browsers' and Node's month names differ, and both render this text.
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "14 Nov", with the year when it is not this one. */
function formatDate(iso: string, nowMs: number): string {
  const date = new Date(iso);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  const year = date.getUTCFullYear();
  return year === new Date(nowMs).getUTCFullYear() ? day : `${day} ${year}`;
}

const zonedFormats = new Map<string | undefined, Intl.DateTimeFormat>();

function zonedFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = zonedFormats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  zonedFormats.set(timeZone, made);
  return made;
}

/** "14 Nov 2026, 13:45:12 GMT+1"; without `timeZone` in the reader's own zone, so only after
 * hydration. */
export function formatAbsoluteTime(iso: string, timeZone?: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return UNKNOWN;
  const parts = new Map(
    zonedFormat(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const month = MONTHS[Number(parts.get("month")) - 1];
  const time = `${parts.get("hour")}:${parts.get("minute")}:${parts.get("second")}`;
  return `${parts.get("day")} ${month} ${parts.get("year")}, ${time} ${parts.get("timeZoneName")}`;
}
