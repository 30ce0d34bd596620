"use client";

import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { useSlicedSearch } from "@/components/json/use-sliced-search";
import type { Turn } from "@/lib/conversation/turn";
import { findInTurns, MAX_TURN_MATCHES } from "@/lib/find/find-in-turns";

interface ConversationToSearch {
  /** null: not loaded. */
  turns: readonly Turn[] | null;
  rendered: boolean;
  isOpen: boolean;
  setOpen: (open: boolean) => void;
}

/** Find within the conversation: what is looked for, every match, and the one stood on. */
export function useConversationFind({ turns, rendered, isOpen, setOpen }: ConversationToSearch) {
  const [query, setQuery] = useState("");
  const [position, setPosition] = useState<number | null>(null);
  const wanted = isOpen && turns !== null ? query : "";
  const search = useCallback(
    (text: string) => findInTurns(turns ?? [], text, rendered),
    [turns, rendered],
  );
  const { matches, done } = useSlicedSearch(search, wanted);

  const start = useEffectEvent(() => {
    if (position === null && matches.length > 0) setPosition(0);
  });
  useEffect(() => {
    if (done && wanted !== "") start();
  }, [done, wanted]);

  const current = position === null ? null : (matches[position] ?? null);
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
    query,
    setQuery: (next: string) => {
      setQuery(next);
      setPosition(null);
    },
    position,
    count: matches.length,
    capped: matches.length >= MAX_TURN_MATCHES,
    searching: !done || (turns === null && query !== ""),
    step: (by: 1 | -1) => {
      if (matches.length === 0) return;
      setPosition(((position ?? (by === 1 ? -1 : 0)) + by + matches.length) % matches.length);
    },
    state: useMemo(() => ({ query: wanted, current }), [wanted, current]),
  };
}
