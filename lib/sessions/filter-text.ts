import {
  type ActiveFilter,
  metadataText,
  outcomeText,
  rangeText,
  scoreText,
  valueText,
} from "./active-filters";
import { FILTER_FIELDS, type FilterField, filterField, toFilterName } from "./filter-table";
import { parseSessionQuery } from "./parse-session-query";
import { readTypedRange } from "./typed-range";

/** A piece of what is typed in the filter bar, with its place in the text. */
export type FilterToken = { start: number; end: number; source: string } & (
  | { kind: "words" }
  | { kind: "filter"; filter: ActiveFilter }
  | { kind: "bad"; reason: string }
);

/** Quotes keep spaces together, in a value too: `tag:"two words"`. */
const PIECE = /(?:[^\s"]|"[^"]*"?)+/gu;
const KEYED = /^(-?)([A-Za-z]+):(.*)$/su;

/** Splits `user:u-1 -tag:beta outcome:goal=achieved tokens:>1000 "free text"` into filters, search
 * words and what is neither, with its reason. */
export function parseFilterText(text: string): FilterToken[] {
  return [...text.matchAll(PIECE)].map((match) => {
    const [source] = match;
    const start = match.index;
    return { start, end: start + source.length, source, ...readPiece(source) };
  });
}

function readPiece(
  source: string,
): { kind: "words" } | { kind: "filter"; filter: ActiveFilter } | { kind: "bad"; reason: string } {
  const [, minus = "", key = "", given = ""] = KEYED.exec(source) ?? [];
  if (key === "") return { kind: "words" };
  const name = toFilterName(key.toLowerCase());
  if (!name) {
    const known = FILTER_FIELDS.map((field) => field.name).join(", ");
    return {
      kind: "bad",
      reason: `No filter is called “${key}”: there are ${known}. Quote it to search for it.`,
    };
  }
  const field = filterField(name);
  const value = given.replaceAll('"', "");
  if (value === "") return { kind: "bad", reason: `${name} needs a value${examplesOf(field)}.` };
  const text = READERS[field.kind](value, field);
  if (text === null)
    return { kind: "bad", reason: `${name} cannot be “${value}”${examplesOf(field)}.` };
  if (minus === "") return { kind: "filter", filter: { name, text } };
  const excluded = `-${text}`;
  if (parseSessionQuery(new URLSearchParams([[name, excluded]])).problems.length === 0) {
    return { kind: "filter", filter: { name, text: excluded } };
  }
  return { kind: "bad", reason: `${name} cannot be excluded.` };
}

function examplesOf({ name, examples }: FilterField): string {
  return examples.length === 0
    ? ""
    : `, for example ${examples.map((example) => `${name}:${example}`).join(" or ")}`;
}

/** From what is typed after "name:" to the parameter's text; null when it cannot be read. */
const READERS: Record<FilterField["kind"], (value: string, field: FilterField) => string | null> = {
  value: (value, { name }) =>
    name === "user" || name === "model" || name === "tag" ? valueText(name, value) : null,
  outcome(value) {
    const [name, label] = splitAt(value, /[=:]/);
    if (name === "" || label === null) return null;
    if (label === "*") return outcomeText({ name, match: "any" });
    if (label === "-") return outcomeText({ name, match: "missing" });
    return outcomeText({ name, match: "label", label });
  },
  pair(value) {
    const [key, rest] = splitAt(value, /[=:]/);
    return key === "" || rest === null ? null : metadataText(key, rest);
  },
  score(value) {
    const match = /^(.+?)[=:]?((?:>=?|<=?|-?\d|\.).*)$/su.exec(value);
    const range = match?.[2] === undefined ? null : readTypedRange(match[2], "score");
    return match?.[1] && range ? scoreText(match[1].replace(/[=:]$/, ""), range) : null;
  },
  flag(value) {
    const isYes = ["true", "yes", "1"].includes(value.toLowerCase());
    const isNo = ["false", "no", "0"].includes(value.toLowerCase());
    return isYes || isNo ? String(isYes) : null;
  },
  range(value, { unit = "count" }) {
    const range = readTypedRange(value, unit);
    return range && rangeText(range);
  },
};

function splitAt(value: string, separator: RegExp): [string, string | null] {
  const index = value.search(separator);
  return index < 0 ? [value, null] : [value.slice(0, index), value.slice(index + 1)];
}

/** Search words as the bar shows them: what would read as a filter is put in quotes. */
export function quoteSearchText(q: string): string {
  return q.replace(PIECE, (piece) =>
    KEYED.test(piece) && !piece.includes('"') ? `"${piece}"` : piece,
  );
}
