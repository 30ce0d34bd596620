import { cleanText } from "@/lib/clean-text";
import { isRealTime } from "@/lib/is-real-time";
import { type RangeLimits, readRange, writeRange } from "./number-range";
import type { NumberRange } from "./session-query";

/** What the texts of one URL parameter came to. `message` says what is wrong with what was dropped. */
export interface Reading<T> {
  value: T;
  message?: string;
  allowed?: readonly string[];
}

/** How one URL parameter is read and written. */
export interface ParameterCodec<T> {
  repeatable: boolean;
  read(texts: string[]): Reading<T>;
  /** [] when the value is the default. */
  write(value: T): string[];
}

export const MAX_TEXT = 4096;

/** Takes the first of several values: for parameters that may be given once. */
function single<T>(
  initial: T,
  read: (text: string) => Reading<T>,
  write: (value: T) => string | null,
): ParameterCodec<T> {
  return {
    repeatable: false,
    read(texts) {
      const [first] = texts;
      if (first === undefined) return { value: initial };
      const reading = read(cleanText(first));
      return texts.length > 1 && !reading.message
        ? { ...reading, message: "may be given only once" }
        : reading;
    },
    write(value) {
      const text = value === initial ? null : write(value);
      return text === null ? [] : [text];
    },
  };
}

export function oneOf<const T extends string>(
  options: readonly T[],
  initial: NoInfer<T>,
): ParameterCodec<T> {
  return single<T>(
    initial,
    (text) => {
      const option = options.find((known) => known === text);
      if (option !== undefined) return { value: option };
      return { value: initial, message: `does not know "${text}"`, allowed: options };
    },
    (value) => value,
  );
}

export function flag(): ParameterCodec<boolean | null> {
  return single<boolean | null>(
    null,
    (text) => {
      if (text === "true" || text === "false") return { value: text === "true" };
      return { value: null, message: `does not know "${text}"`, allowed: ["true", "false"] };
    },
    (value) => (value === null ? null : String(value)),
  );
}

export function text(maxLength = MAX_TEXT): ParameterCodec<string> {
  return single(
    "",
    (given) =>
      given.length > maxLength
        ? { value: "", message: `is longer than ${maxLength} characters` }
        : { value: given },
    (value) => value,
  );
}

export function opaqueText(): ParameterCodec<string | null> {
  return single<string | null>(
    null,
    (given) =>
      given === "" || given.length > MAX_TEXT
        ? { value: null, message: "is not one that was handed out" }
        : { value: given },
    (value) => value,
  );
}

const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** ISO 8601 with zone, or a date for its first moment in UTC; kept as UTC. */
export function time(): ParameterCodec<string | null> {
  return single<string | null>(
    null,
    (given) => {
      const ms = ISO_TIME.test(given) ? Date.parse(given) : Number.NaN;
      const value = Number.isNaN(ms) ? "" : new Date(ms).toISOString();
      if (isRealTime(value)) return { value };
      return {
        value: null,
        message: `is not a time: "${given}"`,
        allowed: ["2026-11-21T08:30:00Z", "2026-11-21T08:30:00+01:00", "2026-11-21"],
      };
    },
    (value) => value,
  );
}

export function wholeNumber(min: number, max: number, initial: number): ParameterCodec<number> {
  return single(
    initial,
    (given) => {
      const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
      if (number >= min && number <= max) return { value: number };
      return {
        value: initial,
        message: `is not a whole number: "${given}"`,
        allowed: [`${min}..${max}`],
      };
    },
    String,
  );
}

export function numberRange(limits: RangeLimits): ParameterCodec<NumberRange | null> {
  return single<NumberRange | null>(
    null,
    (given) => {
      const value = readRange(given, limits);
      if (value) return { value };
      return {
        value,
        message: `is not a range: "${given}"`,
        allowed: ["min..max", "min..", "..max"],
      };
    },
    (value) => (value ? writeRange(value) : null),
  );
}
