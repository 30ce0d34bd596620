"use client";

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";

interface Folds {
  open: ReadonlyMap<string, boolean>;
  setOpen: (keys: readonly string[], open: boolean) => void;
}

const FoldsContext = createContext<Folds>({ open: new Map(), setOpen: () => {} });

/** Remembers what the reader opened and closed, by key: turns leave the page while one scrolls. */
export function FoldsProvider({ children }: { children: ReactNode }) {
  const [open, setMap] = useState<ReadonlyMap<string, boolean>>(new Map());
  const setOpen = useCallback((keys: readonly string[], isOpen: boolean) => {
    setMap((before) => new Map([...before, ...keys.map((key) => [key, isOpen] as const)]));
  }, []);
  const folds = useMemo(() => ({ open, setOpen }), [open, setOpen]);
  return <FoldsContext value={folds}>{children}</FoldsContext>;
}

export function useFolds(): Folds {
  return use(FoldsContext);
}

export function useFold(key: string, initially = false): [boolean, () => void] {
  const { open, setOpen } = useFolds();
  const isOpen = open.get(key) ?? initially;
  return [isOpen, () => setOpen([key], !isOpen)];
}
