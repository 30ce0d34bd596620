"use client";

import { useState } from "react";
import type { JsonMatch } from "@/lib/json/search-json";
import { JsonTreeView } from "./json-tree-view";
import { useJsonTree } from "./use-json-tree";

interface JsonBoxProps {
  value: unknown;
  label: string;
  query?: string;
  current?: JsonMatch | null;
}

/** A foldable value inside a text, at most about 16 lines high. */
export function JsonBox({ value, label, query, current }: JsonBoxProps) {
  const state = useJsonTree(value, 2);
  const [activeLine, setActiveLine] = useState(0);
  return (
    <JsonTreeView
      state={state}
      label={label}
      activeLine={activeLine}
      onActiveLine={setActiveLine}
      query={query}
      current={current}
      className="max-h-88 rounded-md"
    />
  );
}
