"use client";

import { createContext, use } from "react";
import type { TurnMatch } from "@/lib/find/find-in-turns";

export interface FindState {
  query: string;
  current: TurnMatch | null;
  /** Brings what was found into view. */
  show: (target: Range | Element, match: TurnMatch) => void;
}

const NOTHING: FindState = { query: "", current: null, show: () => {} };

export const FindContext = createContext<FindState>(NOTHING);

export function useFind(): FindState {
  return use(FindContext);
}
