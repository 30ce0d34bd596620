import { type SessionColumn, TITLE_COLUMN } from "./columns";

const MIN_WIDTH = 56;
const MAX_WIDTH = 800;

/** What a reader changed about the columns; what is not named is as by default. */
export interface ColumnLayout {
  order: string[];
  visible: Record<string, boolean>;
  widths: Record<string, number>;
}

export const DEFAULT_LAYOUT: ColumnLayout = { order: [], visible: {}, widths: {} };

/** Reads what `JSON.stringify` stored; whatever else is stored counts as nothing. */
export function parseColumnLayout(stored: string | null): ColumnLayout {
  try {
    const { order, visible, widths } = JSON.parse(stored ?? "{}");
    return {
      order: Array.isArray(order) ? order.filter((id) => typeof id === "string") : [],
      visible: entriesOf(visible, (value) => typeof value === "boolean"),
      widths: entriesOf(widths, (value) => typeof value === "number"),
    };
  } catch {
    return DEFAULT_LAYOUT;
  }
}

function entriesOf<T>(value: unknown, isWanted: (value: unknown) => value is T): Record<string, T> {
  if (typeof value !== "object" || value === null) return {};
  const entries: [string, T][] = [];
  for (const [id, each] of Object.entries(value)) if (isWanted(each)) entries.push([id, each]);
  return Object.fromEntries(entries);
}

export interface ArrangedColumn extends SessionColumn {
  visible: boolean;
}

/** The columns in the reader's order, with the reader's widths. The title stays first and visible;
 * columns that the stored order does not know keep their place after the one before them. */
export function arrangeColumns(
  columns: readonly SessionColumn[],
  { order, visible, widths }: ColumnLayout,
): ArrangedColumn[] {
  const ids = [...new Set(order)].filter((id) => columns.some((column) => column.id === id));
  columns.forEach(({ id }, index) => {
    if (ids.includes(id)) return;
    const before = columns[index - 1]?.id;
    ids.splice(before === undefined ? 0 : ids.indexOf(before) + 1, 0, id);
  });
  const placed = [TITLE_COLUMN, ...ids.filter((id) => id !== TITLE_COLUMN)];
  return placed.flatMap((id) => {
    const column = columns.find((each) => each.id === id);
    if (!column) return [];
    return {
      ...column,
      visible: id === TITLE_COLUMN || (visible[id] ?? column.shown),
      width: clampWidth(widths[id] ?? column.width),
    };
  });
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));
}

/** The order with one column moved by one place; the title does not move. */
export function moveColumn(columns: readonly ArrangedColumn[], id: string, by: -1 | 1): string[] {
  const ids = columns.map((column) => column.id);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 1 || to < 1 || to >= ids.length) return ids;
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}
