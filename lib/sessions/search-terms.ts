import { searchWords } from "./search-words";

export interface SearchTerm {
  /** Several words stand next to each other. */
  text: string;
  /** Set for a bare word: it also finds longer words that begin with it. */
  isPrefix: boolean;
  isExcluded: boolean;
}

const mostTerms = 8;

/** Splits what a person types: words, "quoted phrases", and either with a leading "-" to exclude.
 * What has no letter or digit is left out. */
export function searchTerms(query: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const match of query.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/gu)) {
    const [, minus, phrase, word] = match;
    const text = searchWords(phrase ?? word ?? "");
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    terms.push({ text, isPrefix: phrase === undefined, isExcluded: minus === "-" });
    if (terms.length === mostTerms) break;
  }
  return terms;
}
