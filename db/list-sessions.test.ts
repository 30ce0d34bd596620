import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { exampleSpan } from "@/lib/openinference/example-span";
import { parseSessionQuery } from "@/lib/sessions/parse-session-query";
import { SESSION_SORTS, type SessionQuery, type SessionSort } from "@/lib/sessions/session-query";
import type { SessionRow } from "@/lib/sessions/session-row";
import { startTestDatabase } from "./embedded/test-database";
import { exportSessions } from "./export-sessions";
import { getNeighbors } from "./get-neighbors";
import { readPulse } from "./get-project";
import { getSessionActivity } from "./get-session-activity";
import { getSessionFacets } from "./get-session-facets";
import { getSessionStats } from "./get-session-stats";
import { ingestSpans } from "./ingest-spans";
import { listSessions } from "./list-sessions";
import { takeProjectId } from "./projects";
import { putAnnotations } from "./put-annotations";
import { settleSessions } from "./settle-sessions";
import { randomSpans } from "./testing/random-spans";

const { db } = await startTestDatabase();
let projectId: number;
let everything: SessionRow[];

beforeAll(async () => {
  projectId = await takeProjectId("list");
  await ingestSpans(randomSpans(11, 80), "list");
  await settleSessions(Date.now() + 3_600_000);
  await db.execute(sql`update sessions set touched_at = touched_at - interval '1 hour'`);
  await ingestSpans(randomSpans(12, 60), "list");
  await ingestSpans(randomSpans(13, 20), "elsewhere");
  everything = await readAll(query(""));
  await putAnnotations(
    everything.slice(0, 90).map((row, index) => ({
      target: "session",
      targetId: row.sessionId,
      name: "verdict",
      identifier: "",
      label: index % 3 === 0 ? "missed" : "achieved",
      score: index / 100,
      explanation: null,
      annotatorKind: "CODE",
      metadata: null,
      source: "API",
    })),
    projectId,
  );
  everything = await readAll(query(""));
});

function query(search: string): SessionQuery {
  const { query: parsed, problems } = parseSessionQuery(new URLSearchParams(search));
  expect(problems).toEqual([]);
  return parsed;
}

async function readAll(asked: SessionQuery): Promise<SessionRow[]> {
  const rows: SessionRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await listSessions(projectId, { ...asked, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

const ids = (rows: SessionRow[]) => rows.map(({ sessionId }) => sessionId).sort();

describe.each(SESSION_SORTS)("sorted by %s", (sort) => {
  test.each(["asc", "desc"] as const)(
    "%s: pages hold every session once, in order, unknown last",
    async (dir) => {
      const rows = await readAll(query(`sort=${sort}&dir=${dir}&limit=13`));
      expect(ids(rows)).toEqual(ids(everything));
      const known = rows.map((row) => row[sort]).filter((value) => value !== null);
      const ordered = [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(known).toEqual(dir === "asc" ? ordered : ordered.reverse());
      const values = rows.map((row) => row[sort]);
      expect(values.slice(known.length).every((value) => value === null)).toBe(true);
    },
  );

  test("previous and next walk the same order", async () => {
    const asked = query(`sort=${sort}&outcome=verdict:*&limit=200`);
    const rows = await readAll(asked);
    for (const [index, row] of rows.entries()) {
      if (index % 9 > 0 && index < rows.length - 2) continue;
      expect(await getNeighbors(projectId, row.sessionId, asked)).toEqual({
        position: index + 1,
        total: { count: 90, exact: true },
        previous: rows[index - 1]?.sessionId ?? null,
        next: rows[index + 1]?.sessionId ?? null,
      });
    }
  });
});

const known = (row: SessionRow, sort: SessionSort) => row[sort] ?? Number.NaN;
const filters: [string, (row: SessionRow) => boolean][] = [
  ["user=user-5-1", (row) => row.userId === "user-5-1"],
  ["user=-user-5-1", (row) => row.userId !== "user-5-1"],
  ["user=user-5-1&user=user-6-0", (row) => ["user-5-1", "user-6-0"].includes(row.userId ?? "")],
  ["model=made-up-model", (row) => row.models.includes("made-up-model")],
  ["model=-made-up-model", (row) => !row.models.includes("made-up-model")],
  ["outcome=verdict:missed", (row) => row.annotations.verdict?.label === "missed"],
  ["outcome=verdict:*", (row) => row.annotations.verdict !== undefined],
  ["outcome=verdict:-", (row) => row.annotations.verdict === undefined],
  ["outcome=-verdict:missed", (row) => row.annotations.verdict?.label !== "missed"],
  [
    "outcome=verdict:missed&outcome=verdict:-",
    (row) => row.annotations.verdict === undefined || row.annotations.verdict.label === "missed",
  ],
  [
    "score=verdict:0.2..0.5",
    ({ annotations: { verdict } }) => (verdict?.score ?? -1) >= 0.2 && (verdict?.score ?? 9) <= 0.5,
  ],
  ["error=true", (row) => row.errors > 0],
  ["error=false", (row) => row.errors === 0],
  ["live=true", (row) => row.live],
  ["turns=2..3", (row) => row.turns >= 2 && row.turns <= 3],
  ["tokens=500..", (row) => Number(known(row, "totalTokens")) >= 500],
  ["cost=..0.001", (row) => Number(known(row, "costUsd")) <= 0.001],
  [
    "duration=1000..&traces=2..&error=true",
    (row) => row.durationMs >= 1000 && row.traces >= 2 && row.errors > 0,
  ],
];

test.each(filters)(
  "the filter %s holds what it says, page, count and export alike",
  async (search, predicate) => {
    const expected = everything.filter(predicate);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(everything.length);
    const asked = query(search);
    expect(ids(await readAll(asked))).toEqual(ids(expected));
    expect((await listSessions(projectId, asked)).total).toEqual({
      count: expected.length,
      exact: true,
    });
    let lines = "";
    for await (const piece of exportSessions(projectId, asked, "jsonl")) lines += piece;
    const exported: SessionRow[] = lines
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(ids(exported)).toEqual(ids(expected));
    const stats = await getSessionStats(projectId, asked.filters);
    expect(stats.sessions).toBe(expected.length);
    expect(stats.users).toBe(new Set(expected.flatMap(({ userId }) => userId ?? [])).size);
    const activity = await getSessionActivity(projectId, asked.filters);
    expect(activity.buckets.reduce((sum, bucket) => sum + bucket.sessions, 0)).toBe(
      expected.length,
    );
  },
);

test("text finds words, their beginnings and phrases, and leaves out what is excluded", async () => {
  const counts = async (q: string) =>
    (await readAll(query(new URLSearchParams({ q }).toString()))).length;
  const all = await counts("question");
  expect(all).toBeGreaterThan(0);
  expect(await counts("quest")).toBe(all);
  expect(await counts('"quest"')).toBe(0);
  expect(await counts('"an answer" question -absent')).toBeGreaterThan(0);
  expect(await counts("question zebra")).toBe(0);
  expect((await counts("again")) + (await counts("-again"))).toBe(everything.length);
});

test("text finds words in tags, names and paths, and survives what is no word", async () => {
  const project = await takeProjectId("code");
  const said = "Fix <UserCard> in /usr/local/lib/card_view.tsx; don't touch &amp;x, a-b or 1.5";
  const turn = (at: number, text: string) =>
    exampleSpan(
      {
        "openinference.span.kind": "LLM",
        "session.id": `s-${at}`,
        "llm.input_messages.0.message.role": "user",
        "llm.input_messages.0.message.content": text,
      },
      { traceId: `${at}`.padStart(32, "a") },
    );
  await ingestSpans([turn(1, said), turn(2, "other")], "code");
  const find = async (q: string) =>
    ids((await listSessions(project, query(new URLSearchParams({ q }).toString()))).rows);
  for (const q of ["<UserCard>", "usercard", "/local/lib", "view.ts", '"card_view.tsx"', "don't"])
    expect(await find(q), q).toEqual(["s-1"]);
  for (const q of ["x".repeat(999), "𠀀".repeat(500), "½ ²", "<script>"])
    expect(await find(q), q).toEqual([]);
});

test("what a judge says of a session is not searched", async () => {
  const project = await takeProjectId("judged");
  const shared = { "session.id": "judged-1", "input.value": "quokka" };
  await ingestSpans(
    [
      exampleSpan(shared, { traceId: "c".repeat(32) }),
      exampleSpan(
        {
          ...{ ...shared, "openinference.span.kind": "EVALUATOR", "input.value": "wombat" },
          "session.evaluations.0.evaluation.name": "goal",
          "session.evaluations.0.evaluation.label": "achieved",
        },
        { traceId: "d".repeat(32), startUnixNano: 1_795_300_000_000_000_000n },
      ),
    ],
    "judged",
  );
  const find = async (q: string) =>
    ids((await listSessions(project, query(new URLSearchParams({ q }).toString()))).rows);
  expect(await find("quokka")).toEqual(["judged-1"]);
  expect(await find("wombat")).toEqual([]);
});

test("a text that Postgres would parse for minutes is stored at once", async () => {
  const started = performance.now();
  for (const part of ["a_", "~/", "a-1-", "<!--"]) {
    const text = part.repeat(50_000);
    await ingestSpans([exampleSpan({ "input.value": text })], part);
  }
  expect(performance.now() - started).toBeLessThan(20_000);
});

test("facets count under the other filters and leave out their own", async () => {
  const { outcome, error } = await getSessionFacets(
    projectId,
    query("outcome=verdict:missed&error=true").filters,
  );
  const failed = everything.filter(({ errors }) => errors > 0);
  const label = (name: string) =>
    failed.filter(({ annotations }) => annotations.verdict?.label === name).length;
  expect(outcome).toContainEqual({ value: "verdict:missed", count: label("missed") });
  expect(outcome).toContainEqual({ value: "verdict:achieved", count: label("achieved") });
  expect(error).toEqual([{ value: "true", count: label("missed") }]);
});

test("the last change is an ISO time, and none in an empty project", async () => {
  expect((await readPulse(projectId)).changedAt).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
  );
  expect((await readPulse(await takeProjectId("empty"))).changedAt).toBeNull();
});

test("times bound the last activity", async () => {
  const times = everything.map(({ lastActivityAt }) => lastActivityAt).sort();
  const from = times[30] ?? "";
  const to = times[60] ?? "";
  const rows = await readAll(query(new URLSearchParams({ from, to }).toString()));
  const expected = everything.filter(
    (row) =>
      Date.parse(row.lastActivityAt) >= Date.parse(from) &&
      Date.parse(row.lastActivityAt) <= Date.parse(to),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(Math.abs(rows.length - expected.length)).toBeLessThanOrEqual(2);
});

test("hostile filter values find nothing and break nothing", async () => {
  for (const value of ["'; drop table sessions; --", "%", "\\", '"', "{}", "a:b", "🙂", "\u202e"]) {
    for (const name of ["user", "model", "tag", "q"]) {
      await readAll(
        query(new URLSearchParams({ [name]: value || "x" }).toString().replace(/=-/, "=")),
      );
    }
    expect(
      await readAll(query(new URLSearchParams({ metadata: `k:${value}` }).toString())),
    ).toEqual([]);
  }
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from sessions`,
  );
  expect(row?.count).toBeGreaterThan(everything.length);
});
