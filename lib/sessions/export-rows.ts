import type { SessionRow } from "./session-row";

export const EXPORT_FORMATS = ["csv", "jsonl", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface Writer {
  contentType: string;
  head: string;
  row: (row: SessionRow, isFirst: boolean) => string;
  tail: string;
}

/** One column per field of the row, in its order; lists are joined, annotations are JSON. */
const columns: { name: keyof SessionRow; cell: (row: SessionRow) => unknown }[] = [
  ...(
    [
      "sessionId",
      "userId",
      "title",
      "lastOutput",
      "startedAt",
      "lastActivityAt",
      "durationMs",
      "turns",
      "traces",
      "spans",
      "errors",
      "promptTokens",
      "completionTokens",
      "totalTokens",
      "tokensPartial",
      "costUsd",
      "costPartial",
      "costComputed",
      "live",
    ] as const
  ).map((name) => ({ name, cell: (row: SessionRow) => row[name] })),
  { name: "models", cell: (row) => row.models.join(", ") },
  { name: "tags", cell: (row) => row.tags.join(", ") },
  { name: "annotations", cell: (row) => JSON.stringify(row.annotations) },
];

export const writers: Record<ExportFormat, Writer> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: `${columns.map(({ name }) => name).join(",")}\r\n`,
    row: (row) => `${columns.map(({ cell }) => csvCell(cell(row))).join(",")}\r\n`,
    tail: "",
  },
  jsonl: {
    contentType: "application/x-ndjson; charset=utf-8",
    head: "",
    row: (row) => `${JSON.stringify(row)}\n`,
    tail: "",
  },
  json: {
    contentType: "application/json",
    head: '{"rows":[',
    row: (row, isFirst) => `${isFirst ? "" : ","}${JSON.stringify(row)}`,
    tail: "]}",
  },
};

/** RFC 4180; text that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvCell(value: unknown): string {
  if (value === null) return "";
  const text = typeof value === "string" ? value.replace(/^(?=[=+\-@\t\r])/, "'") : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
