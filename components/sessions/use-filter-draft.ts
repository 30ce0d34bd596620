"use client";

import { useEffect, useRef, useState } from "react";
import { addFilter } from "@/lib/sessions/active-filters";
import type { Completion } from "@/lib/sessions/filter-completion";
import { type FilterToken, parseFilterText, quoteSearchText } from "@/lib/sessions/filter-text";
import type { SessionFilters } from "@/lib/sessions/session-query";

const SEARCH_DELAY_MS = 200;

/** The text of the filter bar. Its words follow the search text of the URL, and the URL follows the
 * words after a pause; whole filters leave the text; what is wrong stays in it. */
export function useFilterDraft(
  filters: SessionFilters,
  onChange: (filters: SessionFilters, history?: "push" | "replace") => void,
) {
  const [text, setText] = useState(() => quoteSearchText(filters.q));
  const [caret, setCaret] = useState(text.length);
  const [isDone, setIsDone] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The URL's search text changed by other means than typing here (Back, Clear all).
  const [knownQ, setKnownQ] = useState(filters.q);
  if (filters.q !== knownQ) {
    setKnownQ(filters.q);
    if (filters.q !== wordsOf(parseFilterText(text))) setText(quoteSearchText(filters.q));
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const tokens = parseFilterText(text);
  const at = tokens.find(({ start, end }) => start < caret && caret <= end);
  const token = {
    start: at?.start ?? caret,
    end: at?.end ?? caret,
    source: at ? text.slice(at.start, caret) : "",
  };
  // A token is judged once it is left.
  const problem =
    tokens.find((each) => each.kind === "bad" && (isDone || each.start !== at?.start)) ?? null;

  /** Takes whole filters out of the text, all but the one that is still being typed. */
  function commit(next: string, keepAt: number | null) {
    clearTimeout(timer.current);
    const parsed = parseFilterText(next);
    const kept = parsed.filter(
      (each) => each.kind !== "filter" || (keepAt !== null && each.end >= keepAt),
    );
    const q = wordsOf(parsed);
    const taken = parsed.filter((each) => !kept.includes(each));
    if (taken.length > 0) {
      const left = kept.map(({ source }) => source).join(" ");
      setText(left);
      setCaret(left.length);
      const withFilters = taken.reduce(
        (sum, each) => (each.kind === "filter" ? addFilter(sum, each.filter) : sum),
        { ...filters, q },
      );
      setKnownQ(q);
      onChange(withFilters, "push");
      return;
    }
    setText(next);
    if (q === filters.q) return;
    timer.current = setTimeout(
      () => {
        setKnownQ(q);
        onChange({ ...filters, q }, "replace");
      },
      keepAt === null ? 0 : SEARCH_DELAY_MS,
    );
  }

  return {
    text,
    token,
    problem: problem?.kind === "bad" ? problem : null,
    type(next: string, nextCaret: number) {
      setIsDone(false);
      setCaret(nextCaret);
      commit(next, nextCaret);
    },
    moveCaret: setCaret,
    complete({ insert, isWhole }: Completion) {
      const next = `${text.slice(0, token.start)}${insert}${isWhole ? " " : ""}${text.slice(token.end)}`;
      setIsDone(isWhole);
      setCaret(token.start + insert.length);
      if (isWhole) commit(next, null);
      else setText(next);
    },
    submit() {
      setIsDone(true);
      commit(text, null);
    },
    leave: () => setIsDone(true),
    clear() {
      clearTimeout(timer.current);
      setText("");
      setCaret(0);
      if (filters.q !== "") onChange({ ...filters, q: "" }, "push");
    },
  };
}

function wordsOf(tokens: FilterToken[]): string {
  return tokens
    .filter(({ kind }) => kind === "words")
    .map(({ source }) => source)
    .join(" ");
}
