"use client";

import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Turn } from "@/lib/conversation/turn";
import { PAGE_TURNS, type TurnPage } from "@/lib/sessions/session-detail";
import type { Annotation } from "@/lib/sessions/session-row";
import { annotationsByTurn } from "@/lib/trace/annotations-by-turn";
import { allTurnsQuery, pageQuery } from "./session-queries";

/** The turns of a conversation, of which only those around the reader are loaded. Positions count
 * from 0. */
export interface Turns {
  count: number;
  /** undefined: not loaded. */
  at(position: number): Turn | undefined;
  annotationsAt(position: number): readonly Annotation[];
  /** Loaded ones, in order. */
  loaded: readonly Turn[];
  /** Every turn; null: not asked for, or not there yet. */
  whole: TurnPage | null;
  /** Says which positions are in sight. */
  show(first: number, last: number): void;
  /** Set when turns in sight could not be loaded. */
  failed: { message: string; retry: () => void } | null;
}

interface TurnsToRead {
  project: string;
  sessionId: string;
  count: number;
  /** What the server rendered. */
  first: { page: TurnPage; at: number };
  /** Every turn is needed. */
  wantsWhole: boolean;
}

const NONE: readonly Annotation[] = [];

export function useTurns(wanted: TurnsToRead): Turns {
  const { project, sessionId, count, first, wantsWhole } = wanted;
  const [inSight, setInSight] = useState({ from: 0, to: 0 });
  const numbers = pagesBetween(inSight, count);

  const pages = useQueries({
    queries: numbers.map((page) => ({
      ...pageQuery(project, sessionId, page),
      ...(page === 0 ? { initialData: first.page, initialDataUpdatedAt: first.at } : {}),
    })),
    combine: useCallback(
      (results: UseQueryResult<TurnPage>[]) =>
        results.map(({ data, error, refetch }) => ({ data, error, refetch })),
      [],
    ),
  });
  const firstPage = pages[0]?.data;
  const isWhole =
    numbers[0] === 0 && firstPage?.turns.length === count && firstPage.isCut === false;
  const all = useQuery({
    ...allTurnsQuery(project, sessionId),
    enabled: wantsWhole && !isWhole,
  });

  const parts = useMemo(() => {
    const loaded = [...pages.map(({ data }) => data), all.data].filter(
      (part) => part !== undefined,
    );
    return [...loaded.filter(({ isCut }) => !isCut), ...loaded.filter(({ isCut }) => isCut)];
  }, [pages, all.data]);
  const places = useMemo(() => placeTurns(parts), [parts]);
  const problem = [...pages, all].find(({ data, error }) => error !== null && data === undefined);

  return {
    count,
    at: (position) => places.get(position)?.turn,
    annotationsAt: (position) => places.get(position)?.annotations ?? NONE,
    loaded: useMemo(() => Array.from(places.values(), ({ turn }) => turn), [places]),
    whole: isWhole ? firstPage : (all.data ?? null),
    show: useCallback((from: number, to: number) => {
      const next = { from: pageOf(from), to: pageOf(to) };
      setInSight((held) => (held.from === next.from && held.to === next.to ? held : next));
    }, []),
    failed: problem?.error
      ? { message: problem.error.message, retry: () => void problem.refetch() }
      : null,
  };
}

function pageOf(position: number): number {
  return Math.floor(Math.max(0, position) / PAGE_TURNS);
}

function pagesBetween({ from, to }: { from: number; to: number }, count: number): number[] {
  const last = Math.min(to, pageOf(count - 1));
  return Array.from({ length: Math.max(1, last - from + 1) }, (_, at) => from + at);
}

/** Turns under their positions, from the first part that has them. */
function placeTurns(parts: readonly TurnPage[]) {
  const places = new Map<number, { turn: Turn; annotations: readonly Annotation[] }>();
  for (const part of parts) {
    const annotations = judgedTurns(part);
    for (const turn of part.turns) {
      if (places.has(turn.index - 1)) continue;
      places.set(turn.index - 1, { turn, annotations: annotations.get(turn.index) ?? NONE });
    }
  }
  return places;
}

const judged = new WeakMap<TurnPage, ReadonlyMap<number, readonly Annotation[]>>();

function judgedTurns(page: TurnPage): ReadonlyMap<number, readonly Annotation[]> {
  const known = judged.get(page) ?? annotationsByTurn(page.turns, page.annotations);
  judged.set(page, known);
  return known;
}
