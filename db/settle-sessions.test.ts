import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { parseSessionQuery } from "@/lib/sessions/parse-session-query";
import { startTestDatabase } from "./embedded/test-database";
import { getSessionStats } from "./get-session-stats";
import { ingestSpans } from "./ingest-spans";
import { listSessions } from "./list-sessions";
import { takeProjectId } from "./projects";
import { settleSessions } from "./settle-sessions";
import { makeSpan } from "./testing/random-spans";

const { db } = await startTestDatabase();
const ages = [0, 8, 16, 24, 32];

/** One session for each age, in seconds: so long ago its last span ended, and came in. */
async function storeSessions(project: string): Promise<number> {
  await db.execute(sql`update sessions set settled = true`);
  const nowMs = Date.now();
  const spans = ages.map((age, index) => {
    const ids = { traceId: `${index}`.padStart(32, "a"), spanId: `${index}`.padStart(16, "b") };
    const end = BigInt(nowMs - age * 1_000) * 1_000_000n;
    return makeSpan(
      { ...ids, startUnixNano: end - 1n, endUnixNano: end },
      { "session.id": `${age}` },
    );
  });
  await ingestSpans(spans, project);
  const projectId = await takeProjectId(project);
  await db.execute(
    sql`update sessions set touched_at = last_activity_at where project_id = ${projectId}`,
  );
  return projectId;
}

async function ageAll(projectId: number, column: "touched_at" | "last_activity_at") {
  const name = sql.identifier(column);
  await db.execute(sql`update sessions set ${name} = ${name} - interval '5 minutes'
    where project_id = ${projectId}`);
}

async function readSettled(projectId: number): Promise<number[]> {
  const rows = await db.execute<{ age: number }>(sql`
    select session_id::int as age from sessions join session_texts using (session_key)
    where settled and sessions.project_id = ${projectId} order by age`);
  return rows.map(({ age }) => age);
}

async function readLive(projectId: number): Promise<string[]> {
  const { filters } = parseSessionQuery(new URLSearchParams("live=true")).query;
  const order = { sort: "turns", dir: "asc", limit: 50, cursor: null } as const;
  const [live, ended, all] = await Promise.all(
    [true, false, null].map((is) =>
      listSessions(projectId, { ...order, filters: { ...filters, live: is } }),
    ),
  );
  expect(live?.rows.every((row) => row.live)).toBe(true);
  expect(ended?.rows.some((row) => row.live)).toBe(false);
  expect((live?.rows.length ?? 0) + (ended?.rows.length ?? 0)).toBe(all?.rows.length);
  const figures = await getSessionStats(projectId, filters, 0);
  expect(figures.sessions).toBe(live?.rows.length);
  return (live?.rows ?? []).map(({ sessionId }) => sessionId).sort();
}

test("few sessions are left alone until they are quiet", async () => {
  const projectId = await storeSessions("few");
  expect(await settleSessions(Date.now(), ages.length)).toBe(0);
  expect(await settleSessions(Date.now() + 300_000 - 20_000, ages.length)).toBe(2);
  expect(await readSettled(projectId)).toEqual([24, 32]);
});

test("of many, the longest untouched are settled early, but none that may be in use", async () => {
  const projectId = await storeSessions("many");
  expect(await settleSessions(Date.now(), 4)).toBe(1);
  expect(await readSettled(projectId)).toEqual([32]);
  expect(await settleSessions(Date.now(), 1)).toBe(2);
  expect(await readSettled(projectId)).toEqual([16, 24, 32]);
});

test("what is settled early is shown as live all the same", async () => {
  const projectId = await storeSessions("shown");
  const everyone = ages.map(String).sort();
  expect(await readLive(projectId)).toEqual(everyone);
  await settleSessions(Date.now(), 1);
  expect(await readLive(projectId)).toEqual(everyone);
  await settleSessions(Date.now() + 3_600_000);
  expect(await readLive(projectId)).toEqual(everyone);
});

test.each(["touched_at", "last_activity_at"] as const)(
  "nothing settled is live once its %s is five minutes ago",
  async (column) => {
    const projectId = await storeSessions(column);
    await settleSessions(Date.now() + 3_600_000);
    await ageAll(projectId, column);
    expect(await readLive(projectId)).toEqual([]);
  },
);
