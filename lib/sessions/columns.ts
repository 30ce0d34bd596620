import type { SessionSort } from "./session-query";

export interface SessionColumn {
  id: string;
  /** null: an annotation column, whose header is the annotation's name. */
  header: string;
  /** Longer, for the column menu and the header's tooltip. */
  doc: string;
  /** Sorts on the server by this; null: cannot be ordered. */
  sort: SessionSort | null;
  width: number;
  align: "start" | "end";
  /** Of the default set. */
  shown: boolean;
  /** Set for the column of one annotation name. */
  annotation: string | null;
}

type Row = Omit<SessionColumn, "annotation" | "sort" | "align" | "shown"> &
  Partial<Pick<SessionColumn, "sort" | "align" | "shown">>;

const MIN_WIDTH = 56;
const MAX_WIDTH = 800;
const ANNOTATION_PREFIX = "annotation:";
/** Further annotation columns are a click away. */
const ANNOTATIONS_SHOWN = 3;

export const TITLE_COLUMN = "title";

const BEFORE_ANNOTATIONS: Row[] = [
  { id: TITLE_COLUMN, header: "Session", doc: "First user message", width: 300, shown: true },
  { id: "lastOutput", header: "Last answer", doc: "Last assistant message", width: 280 },
  { id: "sessionId", header: "Session id", doc: "Session id", width: 180 },
  { id: "userId", header: "User", doc: "User id", sort: "userId", width: 116, shown: true },
];

const AFTER_ANNOTATIONS: Row[] = [
  {
    id: "lastActivityAt",
    header: "Active",
    doc: "Last activity",
    sort: "lastActivityAt",
    width: 84,
    align: "end",
    shown: true,
  },
  {
    id: "startedAt",
    header: "Started",
    doc: "Start of the first span",
    sort: "startedAt",
    width: 84,
    align: "end",
  },
  {
    id: "durationMs",
    header: "Duration",
    doc: "Wall time from the first to the last span",
    sort: "durationMs",
    width: 94,
    align: "end",
    shown: true,
  },
  {
    id: "turns",
    header: "Turns",
    doc: "User messages with what followed",
    sort: "turns",
    width: 64,
    align: "end",
    shown: true,
  },
  { id: "traces", header: "Traces", doc: "Traces", sort: "traces", width: 72, align: "end" },
  { id: "spans", header: "Spans", doc: "Spans", sort: "spans", width: 70, align: "end" },
  {
    id: "promptTokens",
    header: "Prompt",
    doc: "Prompt tokens",
    sort: "promptTokens",
    width: 80,
    align: "end",
  },
  {
    id: "completionTokens",
    header: "Completion",
    doc: "Completion tokens",
    sort: "completionTokens",
    width: 100,
    align: "end",
  },
  {
    id: "totalTokens",
    header: "Tokens",
    doc: "Prompt and completion tokens",
    sort: "totalTokens",
    width: 80,
    align: "end",
    shown: true,
  },
  {
    id: "costUsd",
    header: "Cost",
    doc: "Cost in USD",
    sort: "costUsd",
    width: 88,
    align: "end",
    shown: true,
  },
  {
    id: "errors",
    header: "Errors",
    doc: "Spans in error",
    sort: "errors",
    width: 68,
    align: "end",
    shown: true,
  },
  { id: "models", header: "Models", doc: "Models that were called", width: 136, shown: true },
  { id: "tags", header: "Tags", doc: "Tags", width: 150 },
];

/** Every column of a project, in the default order. */
export function sessionColumns(annotationNames: readonly string[]): SessionColumn[] {
  return [
    ...BEFORE_ANNOTATIONS.map(complete),
    ...annotationNames.map(annotationColumn),
    ...AFTER_ANNOTATIONS.map(complete),
  ];
}

function complete(row: Row): SessionColumn {
  return { sort: null, align: "start", shown: false, annotation: null, ...row };
}

function annotationColumn(name: string, index: number): SessionColumn {
  return {
    id: `${ANNOTATION_PREFIX}${name}`,
    header: name,
    doc: `Annotation ${name}`,
    sort: null,
    width: 128,
    align: "start",
    shown: index < ANNOTATIONS_SHOWN,
    annotation: name,
  };
}

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
