import type { SampleSession } from "@/e2e/fixtures/sample-sessions";
import { test } from "@/e2e/fixtures/samples";
import { expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { formatCount, formatDuration, formatMoney, UNKNOWN } from "@/lib/format";
import { apiPath } from "@/lib/paths";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";
import { sessionColumns } from "@/lib/sessions/columns";
import type { SessionPage } from "@/lib/sessions/session-row";

type Value = number | string | null;

const SORTABLE = sessionColumns([]).flatMap(({ header, sort }) => (sort ? { header, sort } : []));

/** What each column says of a sample session. What it cost only the product's price list knows. */
const READ: Record<string, (session: SampleSession) => Value> = {
  userId: ({ userId }) => userId,
  lastActivityAt: ({ lastActivityMs }) => lastActivityMs,
  startedAt: ({ startedMs }) => startedMs,
  durationMs: ({ durationMs }) => durationMs,
  turns: ({ turns }) => turns.length,
  traces: ({ traces }) => traces,
  spans: ({ spans }) => spans,
  errors: ({ errors }) => errors,
  promptTokens: ({ promptTokens }) => promptTokens,
  completionTokens: ({ completionTokens }) => completionTokens,
  totalTokens: ({ totalTokens }) => totalTokens,
};
const COMPARED = 12;

for (const { header, sort } of SORTABLE) {
  test(`the header ${header} orders all sessions on the server, both ways`, async ({
    page,
    samples,
  }) => {
    const list = new SessionList(page, SAMPLE_PROJECT);
    await list.goto();
    await list.showColumns([header]);

    for (const dir of ["desc", "asc"] as const) {
      await list.sortBy(header, dir === "desc" ? "descending" : "ascending");
      const search = new URLSearchParams({ sort, dir, limit: "200" }).toString();
      const answer = await page.request.get(apiPath(SAMPLE_PROJECT, ["sessions"], search));
      const { rows }: SessionPage = await answer.json();
      await expect
        .poll(async () => (await list.sessionIds()).slice(0, COMPARED), "the list is the API's")
        .toEqual(rows.slice(0, COMPARED).map(({ sessionId }) => sessionId));

      const read = READ[sort];
      const values = read
        ? samples.map(read).sort(inOrder(dir))
        : rows.map(({ costUsd }) => costUsd).toSorted(inOrder(dir));
      const inRows = read ? valuesOf(rows, samples, read) : rows.map(({ costUsd }) => costUsd);
      expect(inRows, "the order is the seed's").toEqual(values.slice(0, rows.length));

      if (!sort.endsWith("At")) {
        const shown = await (await list.cellsUnder(header)).allInnerTexts();
        expect(shown.slice(0, COMPARED).map((text) => text.replace("≥", "").trim())).toEqual(
          values.slice(0, COMPARED).map((value) => textOf(sort, value)),
        );
      }
    }
  });
}

function valuesOf(
  rows: SessionPage["rows"],
  samples: SampleSession[],
  read: (session: SampleSession) => Value,
): Value[] {
  const bySession = new Map(samples.map((sample) => [sample.sessionId, read(sample)]));
  return rows.map(({ sessionId }) => bySession.get(sessionId) ?? null);
}

/** The unknown comes last either way. */
function inOrder(dir: "asc" | "desc") {
  return (a: Value, b: Value) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = a < b ? -1 : a > b ? 1 : 0;
    return dir === "asc" ? order : -order;
  };
}

function textOf(sort: string, value: Value): string {
  if (value === null || typeof value === "string") return value ?? UNKNOWN;
  if (sort === "costUsd") return formatMoney(value);
  return sort === "durationMs" ? formatDuration(Math.round(value)) : formatCount(value);
}
