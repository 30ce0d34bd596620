import type { NumberRange } from "./session-query";

export interface RangeLimits {
  min: number;
  max: number;
  whole: boolean;
}

const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

function readEnd(given: string, { min, max, whole }: RangeLimits): number | null {
  const number = NUMBER.test(given) ? Number(given) : Number.NaN;
  if (!(number >= min && number <= max)) return null;
  return whole && !Number.isInteger(number) ? null : number;
}

/** "min..max", either end open, both inclusive; null when malformed or upside down. */
export function readRange(given: string, limits: RangeLimits): NumberRange | null {
  const dots = given.indexOf("..");
  if (dots < 0) return null;
  const ends = [given.slice(0, dots), given.slice(dots + 2)];
  const [min = null, max = null] = ends.map((end) => (end === "" ? null : readEnd(end, limits)));
  if (ends.some((end, index) => end !== "" && [min, max][index] === null)) return null;
  if (min === null && max === null) return null;
  if (min !== null && max !== null && min > max) return null;
  return { min, max };
}

export function writeRange({ min, max }: NumberRange): string {
  return `${min ?? ""}..${max ?? ""}`;
}
