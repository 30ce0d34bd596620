"use client";

import { useState } from "react";
import { JsonTree } from "@/lib/json/json-tree";

export interface JsonTreeState {
  tree: JsonTree;
  /** Grows with every change of what is open. */
  version: number;
  /** Changes what is open and renders it. */
  change: (apply: (tree: JsonTree) => void) => void;
}

/** What is open in a value, kept over newer versions of it. `depth` levels are open at first. */
export function useJsonTree(value: unknown, depth: number): JsonTreeState {
  const [state, setState] = useState(() => ({ tree: openTree(value, depth), version: 0 }));

  let { tree } = state;
  if (tree.value !== value) {
    tree = tree.rebase(value);
    setState({ tree, version: state.version + 1 });
  }

  function change(apply: (tree: JsonTree) => void) {
    apply(tree);
    setState(({ version }) => ({ tree, version: version + 1 }));
  }

  return { tree, version: state.version, change };
}

function openTree(value: unknown, depth: number): JsonTree {
  const tree = new JsonTree(value);
  if (depth !== 1) tree.openToDepth(depth);
  return tree;
}
