"use client";

import { useLayoutEffect, useMemo } from "react";
import { storedPreference, useStoredPreference } from "@/components/shell/stored-preference";
import {
  type ArrangedColumn,
  arrangeColumns,
  type ColumnLayout,
  clampWidth,
  DEFAULT_LAYOUT,
  moveColumn,
  parseColumnLayout,
} from "@/lib/sessions/column-layout";
import { sessionColumns } from "@/lib/sessions/columns";

// PreferenceScript reads both keys before the first paint.
const COLUMNS = storedPreference("colloquy.columns");
const DENSITY = storedPreference("colloquy.density");

export interface ColumnLayoutState {
  columns: ArrangedColumn[];
  setVisible: (id: string, visible: boolean) => void;
  move: (id: string, by: -1 | 1) => void;
  resize: (id: string, width: number) => void;
  /** null: nothing was changed. */
  reset: (() => void) | null;
}

/** The project's columns as the reader arranged them, and the ways to change that. */
export function useColumnLayout(annotationNames: readonly string[]): ColumnLayoutState {
  const stored = useStoredPreference(COLUMNS);
  const names = JSON.stringify(annotationNames);

  // Reveals the table that the pre-paint script hid: by now it has the reader's columns.
  useLayoutEffect(() => {
    delete document.documentElement.dataset.columns;
  }, []);

  return useMemo(() => {
    const layout = stored === null ? DEFAULT_LAYOUT : parseColumnLayout(stored);
    const columns = arrangeColumns(sessionColumns(JSON.parse(names)), layout);
    const change = (part: Partial<ColumnLayout>) =>
      COLUMNS.write(JSON.stringify({ ...layout, ...part }));
    return {
      columns,
      setVisible: (id, visible) => change({ visible: { ...layout.visible, [id]: visible } }),
      move: (id, by) => change({ order: moveColumn(columns, id, by) }),
      resize: (id, width) => change({ widths: { ...layout.widths, [id]: clampWidth(width) } }),
      reset: stored === null ? null : () => COLUMNS.write(null),
    };
  }, [names, stored]);
}

export type Density = "comfortable" | "compact";

export function useDensity(): [Density, (density: Density) => void] {
  const stored = useStoredPreference(DENSITY);
  return [stored === "compact" ? "compact" : "comfortable", setDensity];
}

function setDensity(density: Density) {
  DENSITY.write(density === "compact" ? density : null);
  if (density === "compact") document.documentElement.dataset.density = density;
  else delete document.documentElement.dataset.density;
}
