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
