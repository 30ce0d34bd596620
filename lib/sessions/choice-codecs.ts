import { cleanText } from "@/lib/clean-text";
import { readRange, writeRange } from "./number-range";
import { MAX_TEXT, type ParameterCodec } from "./parameter-codecs";
import type { Choice, NumberRange, OutcomeFilter } from "./session-query";

/** One of the values of a repeatable parameter. */
interface ItemCodec<T> {
  /** null: malformed. */
  read(text: string): T | null;
  write(item: T): string;
}

const MAX_VALUES = 100;

/** Repeatable. A leading "-" excludes; a literal one is written "\-" (and a literal leading "\"
 * doubled). `form` is what an item looks like, for the message. */
export function choice<T>(item: ItemCodec<T>, form: string): ParameterCodec<Choice<T>> {
  return {
    repeatable: true,
    read(texts) {
      const value: Choice<T> = { include: [], exclude: [] };
      let malformed: string | undefined;
      for (const given of texts.slice(0, MAX_VALUES)) {
        const excludes = given.startsWith("-");
        const parsed = item.read(unguard(cleanText(excludes ? given.slice(1) : given)));
        if (parsed === null) malformed ??= given;
        else value[excludes ? "exclude" : "include"].push(parsed);
      }
      if (texts.length > MAX_VALUES) {
        return { value, message: `has more than ${MAX_VALUES} values` };
      }
      if (malformed === undefined) return { value };
      return { value, message: `cannot be "${malformed}"`, allowed: [form, `-${form}`] };
    },
    write({ include, exclude }) {
      return [
        ...include.map((each) => guard(item.write(each))),
        ...exclude.map((each) => `-${guard(item.write(each))}`),
      ];
    },
  };
}

function guard(plain: string): string {
  return /^[-\\]/.test(plain) ? `\\${plain}` : plain;
}

function unguard(given: string): string {
  return /^\\[-\\]/.test(given) ? given.slice(1) : given;
}

export const plainText: ItemCodec<string> = {
  read: (given) => (given === "" || given.length > MAX_TEXT ? null : given),
  write: (item) => item,
};

/** Splits at the first ":" that is not written "\:". */
function splitName(given: string): { name: string; rest: string } | null {
  if (given.length > MAX_TEXT) return null;
  const match = /^((?:\\[\\:]|[^:\\]|\\(?![\\:]))*):/su.exec(given);
  if (!match?.[1]) return null;
  return {
    name: match[1].replace(/\\([\\:])/g, "$1"),
    rest: given.slice(match[0].length),
  };
}

function joinName(name: string, rest: string): string {
  return `${name.replace(/[\\:]/g, "\\$&")}:${rest}`;
}

/** "name:label", "name:*" (any), "name:-" (missing); the labels "*" and "-" are written "\*", "\-". */
export const outcome: ItemCodec<OutcomeFilter> = {
  read(given) {
    const parts = splitName(given);
    if (!parts) return null;
    const { name, rest } = parts;
    if (rest === "*") return { name, match: "any" };
    if (rest === "-") return { name, match: "missing" };
    return { name, match: "label", label: rest.replace(/^\\([\\*-])/, "$1") };
  },
  write(item) {
    if (item.match === "any") return joinName(item.name, "*");
    if (item.match === "missing") return joinName(item.name, "-");
    const guarded = /^([*-]$|\\)/.test(item.label) ? `\\${item.label}` : item.label;
    return joinName(item.name, guarded);
  },
};

/** "key:value". */
export const keyValue: ItemCodec<{ key: string; value: string }> = {
  read(given) {
    const parts = splitName(given);
    return parts && { key: parts.name, value: parts.rest };
  },
  write: ({ key, value }) => joinName(key, value),
};

/** "name:min..max". */
export const scoreRange: ItemCodec<{ name: string } & NumberRange> = {
  read(given) {
    const parts = splitName(given);
    const range = parts && readRange(parts.rest, { min: -1e12, max: 1e12, whole: false });
    return range && { name: parts.name, ...range };
  },
  write: ({ name, ...range }) => joinName(name, writeRange(range)),
};
