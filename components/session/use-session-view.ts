"use client";

import { useSearchParams } from "next/navigation";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** What the panel beside the conversation shows. */
export type Panel =
  | { type: "json" }
  | { type: "spans"; turn: number }
  | { type: "trace"; traceId: string; spanId: string | null };

const PARAMETERS = {
  pane: parseAsStringLiteral(["json", "spans"]),
  turn: parseAsInteger,
  trace: parseAsString,
  span: parseAsString,
};

const CLOSED = { pane: null, turn: null, trace: null, span: null };

/** The part of the URL that is the page's own; the rest is the search of the list one came from. */
export function useSessionView() {
  const [{ pane, turn, trace, span }, setView] = useQueryStates(PARAMETERS, { history: "push" });

  let panel: Panel | null = null;
  if (trace) panel = { type: "trace", traceId: trace, spanId: span };
  else if (pane === "json") panel = { type: "json" };
  else if (pane === "spans" && turn !== null) panel = { type: "spans", turn };

  return {
    panel,
    open: (next: Panel) => setView(toParameters(next)),
    close: () => setView(CLOSED),
    selectSpan: (spanId: string) => setView({ span: spanId }, { history: "replace" }),
  };
}

export function useListSearch(): string {
  const search = new URLSearchParams(useSearchParams());
  for (const name of Object.keys(PARAMETERS)) search.delete(name);
  return search.toString();
}

function toParameters(panel: Panel) {
  if (panel.type === "json") return { ...CLOSED, pane: "json" as const };
  if (panel.type === "spans") return { ...CLOSED, pane: "spans" as const, turn: panel.turn };
  return { ...CLOSED, trace: panel.traceId, span: panel.spanId };
}
