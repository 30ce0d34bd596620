import { expect, test } from "vitest";
import { writers } from "./export-rows";
import type { SessionRow } from "./session-row";

const row: SessionRow = {
  sessionId: '=HYPERLINK("http://x")',
  userId: null,
  title: 'a "quoted", title\nwith lines',
  lastOutput: "-1+1",
  startedAt: "2026-11-01T00:00:00.000000Z",
  lastActivityAt: "2026-11-01T00:00:01.000000Z",
  durationMs: 1000,
  turns: 1,
  traces: 1,
  spans: 2,
  errors: 0,
  promptTokens: null,
  completionTokens: null,
  totalTokens: null,
  tokensPartial: false,
  costUsd: -0.5,
  costPartial: false,
  costComputed: false,
  models: ["a", "b"],
  tags: [],
  live: false,
  annotations: { goal: { label: "achieved", score: 1, explanation: null } },
};

test("a CSV row quotes, and defuses what a spreadsheet would run", () => {
  expect(writers.csv.row(row, true)).toBe(
    `"'=HYPERLINK(""http://x"")",,"a ""quoted"", title\nwith lines",'-1+1,2026-11-01T00:00:00.000000Z,2026-11-01T00:00:01.000000Z,1000,1,1,2,0,,,,false,-0.5,false,false,false,"a, b",,"{""goal"":{""label"":""achieved"",""score"":1,""explanation"":null}}"\r\n`,
  );
});

test("JSON rows join to one document", () => {
  const { head, row: write, tail } = writers.json;
  expect(JSON.parse(head + write(row, true) + write(row, false) + tail)).toEqual({
    rows: [row, row],
  });
});
