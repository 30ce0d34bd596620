import type { NumberRange } from "./session-query";

export type RangeUnit = "count" | "ms" | "usd" | "score";

/** As a person types it: ">1000", ">=1k", "<5", "..5", "10..20", "5"; with 30s, 5m, 2h for time
 * and k, M for counts. null when it cannot be read. */
export function readTypedRange(text: string, unit: RangeUnit): NumberRange | null {
  const { read, step } = UNITS[unit];
  const [, sign = "", rest = ""] = /^(>=?|<=?)?(.*)$/su.exec(text) ?? [];
  if (sign !== "") {
    const number = read(rest);
    if (number === null) return null;
    const nudge = sign.endsWith("=") ? 0 : step;
    return sign.startsWith(">")
      ? { min: number + nudge, max: null }
      : { min: null, max: nudge === 0 ? number : Math.max(0, number - nudge) };
  }
  const dots = rest.indexOf("..");
  if (dots >= 0) return readTypedEnds(rest.slice(0, dots), rest.slice(dots + 2), unit);
  const number = read(rest);
  return number === null ? null : { min: number, max: number };
}

/** Two fields, of which one may be empty. */
export function readTypedEnds(low: string, high: string, unit: RangeUnit): NumberRange | null {
  const { read } = UNITS[unit];
  const min = low === "" ? null : read(low);
  const max = high === "" ? null : read(high);
  if ((low !== "" && min === null) || (high !== "" && max === null)) return null;
  if (min === null && max === null) return null;
  return min !== null && max !== null && min > max ? null : { min, max };
}

type NumberReader = (text: string) => number | null;

function withUnits(pattern: RegExp, units: Record<string, number>): NumberReader {
  return (text) => {
    const [, digits, unit = ""] = pattern.exec(text) ?? [];
    const factor = units[unit.toLowerCase()];
    if (digits === undefined || factor === undefined) return null;
    const number = Math.round(Number(digits) * factor);
    return Math.abs(number - Number(digits) * factor) < 1e-6 ? number : null;
  };
}

function plainNumber(text: string): number | null {
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}

/** `step`: how far ">" is from ">="; 0 where numbers are not whole. */
const UNITS: Record<RangeUnit, { read: NumberReader; step: number }> = {
  count: { read: withUnits(/^(\d+\.?\d*)([km]?)$/i, { "": 1, k: 1e3, m: 1e6 }), step: 1 },
  ms: {
    read: withUnits(/^(\d+\.?\d*)(ms|s|m|h|d|)$/i, {
      "": 1,
      ms: 1,
      s: 1000,
      m: 60_000,
      h: 3_600_000,
      d: 86_400_000,
    }),
    step: 1,
  },
  usd: { read: (text) => plainNumber(text.replace(/^\$/, "").replace(/^-/, "x")), step: 0 },
  score: { read: plainNumber, step: 0 },
};
