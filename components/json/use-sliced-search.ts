"use client";

import { useEffect, useState } from "react";

const WAIT_MS = 150;
const SLICE_MS = 8;

interface SlicedSearch<Match> {
  matches: Match[];
  /** false: still looking. */
  done: boolean;
}

/** Runs a search in slices between which the page stays usable. `search` yields what it found
 * since it last yielded; it keeps its identity as long as what it searches is the same. */
export function useSlicedSearch<Match>(
  search: (query: string) => Generator<Match[], void>,
  query: string,
): SlicedSearch<Match> {
  const [found, setFound] = useState<{ query: string; matches: Match[] }>({
    query: "",
    matches: [],
  });

  useEffect(() => {
    if (query === "") return;
    const slices = search(query);
    const matches: Match[] = [];
    let timer = setTimeout(look, WAIT_MS);
    return () => clearTimeout(timer);

    function look() {
      const until = performance.now() + SLICE_MS;
      while (performance.now() < until) {
        const slice = slices.next();
        if (slice.done) return setFound({ query, matches });
        for (const match of slice.value) matches.push(match);
      }
      timer = setTimeout(look, 0);
    }
  }, [search, query]);

  if (query === "") return { matches: [], done: true };
  const done = found.query === query;
  return { matches: done ? found.matches : [], done };
}
