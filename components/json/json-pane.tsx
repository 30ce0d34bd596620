"use client";

import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { MAX_MATCHES, searchJson } from "@/lib/json/search-json";
import { FindField } from "./find-field";
import { JsonStatusBar } from "./json-status-bar";
import { JsonToolbar } from "./json-toolbar";
import { JsonTreeView } from "./json-tree-view";
import { useJsonTree } from "./use-json-tree";
import { useSlicedSearch } from "./use-sliced-search";

interface JsonPaneProps {
  value: unknown;
  /** What it is: "Conversation". */
  label: string;
  /** Name of the downloaded file, without ".json". */
  fileName: string;
  /** Levels open at first. */
  depth?: number;
}

/** One JSON document: fold, search, copy, download. */
export function JsonPane({ value, label, fileName, depth = 2 }: JsonPaneProps) {
  const state = useJsonTree(value, depth);
  const [query, setQuery] = useState("");
  const [activeLine, setActiveLine] = useState(0);
  const [position, setPosition] = useState<number | null>(null);
  const search = useCallback((text: string) => searchJson(value, text), [value]);
  const { matches, done } = useSlicedSearch(search, query);
  const [cut, setCut] = useState(false);

  const start = useEffectEvent(() => setPosition(matches.length > 0 ? 0 : null));
  useEffect(() => {
    if (done && query !== "") start();
  }, [done, query]);

  function step(by: 1 | -1) {
    if (matches.length === 0) return;
    setPosition(((position ?? (by === 1 ? -1 : 0)) + by + matches.length) % matches.length);
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-1 border-line border-b px-2 py-1.5">
        <FindField
          label="Search the JSON"
          query={query}
          onQuery={(next) => {
            setQuery(next);
            setPosition(null);
          }}
          position={position}
          count={matches.length}
          capped={matches.length >= MAX_MATCHES}
          searching={!done}
          onStep={step}
          className="min-w-48 flex-1"
        />
        <JsonToolbar
          value={value}
          fileName={fileName}
          onDepth={(levels) => {
            state.change((tree) => setCut(!tree.openToDepth(levels)));
            setActiveLine(0);
          }}
        />
      </div>
      {cut && (
        <p
          role="status"
          className="border-line border-b bg-warning-soft px-3 py-1 text-warning-text text-xs"
        >
          Too large to open all at once: the first part is open.
        </p>
      )}
      <JsonTreeView
        state={state}
        label={label}
        activeLine={activeLine}
        onActiveLine={setActiveLine}
        query={query}
        current={position === null ? null : (matches[position] ?? null)}
        className="min-h-0 flex-1 py-1"
      />
      <JsonStatusBar row={state.tree.rowAtLine(activeLine)} />
    </div>
  );
}
