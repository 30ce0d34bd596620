import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { deleteSessions } from "./delete-sessions";
import { startTestDatabase } from "./embedded/test-database";
import { ingestSpans } from "./ingest-spans";
import type { AnnotationInput } from "./place-annotations";
import { takeProjectId } from "./projects";
import { putAnnotations } from "./put-annotations";
import { sessionKey } from "./session-key";
import { makeSpan, randomSpans, seededRandom, shuffled } from "./testing/random-spans";
import { verifyDatabase } from "./verify";

const { db } = await startTestDatabase();

const tables = [
  "sessions",
  "session_texts",
  "traces",
  "spans",
  "span_payloads",
  "span_texts",
  "annotations",
];

async function countRows(key: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(table)} where session_key = ${key}`,
    );
    counts[table] = row?.count ?? 0;
  }
  const [homes] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from trace_homes where session_key = ${key}`,
  );
  return { ...counts, trace_homes: homes?.count ?? 0 };
}

function judge(target: AnnotationInput["target"], targetId: string): AnnotationInput {
  return {
    target,
    targetId,
    name: "goal",
    identifier: "",
    label: "achieved",
    score: null,
    explanation: null,
    annotatorKind: "LLM",
    metadata: null,
    source: "API",
  };
}

const call = { "openinference.span.kind": "LLM", "input.value": "hello", "output.value": "hi" };

test("everything of a session goes, and nothing of another", async () => {
  const [mine, other] = ["mine", "other"].map((session, index) =>
    [1, 2].map((trace) =>
      makeSpan(
        {
          traceId: `${index}${trace}`.padStart(32, "0"),
          spanId: `${index}${trace}`.padStart(16, "0"),
        },
        { ...call, "session.id": session },
      ),
    ),
  );
  await ingestSpans([...(mine ?? []), ...(other ?? [])], "everything");
  await putAnnotations(
    [judge("session", "mine"), judge("trace", "01".padStart(32, "0")), judge("session", "other")],
    null,
  );
  const projectId = await takeProjectId("everything");
  const before = await countRows(sessionKey(projectId, "other"));
  expect(await countRows(sessionKey(projectId, "mine"))).toMatchObject({
    spans: 2,
    annotations: 2,
  });
  await deleteSessions([sessionKey(projectId, "mine")]);
  expect(Object.values(await countRows(sessionKey(projectId, "mine")))).toEqual(Array(8).fill(0));
  expect(await countRows(sessionKey(projectId, "other"))).toEqual(before);
  expect(Object.values(before)).not.toContain(0);
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("a session that is sent again after its deletion is whole again", async () => {
  const spans = [1, 2, 3].map((number) =>
    makeSpan(
      { traceId: "e".repeat(32), spanId: `${number}`.padStart(16, "e") },
      { ...call, "session.id": "again" },
    ),
  );
  await ingestSpans(spans, "again");
  const key = sessionKey(await takeProjectId("again"), "again");
  await deleteSessions([key]);
  await ingestSpans(spans, "again");
  expect(await countRows(key)).toMatchObject({ sessions: 1, traces: 1, spans: 3, trace_homes: 1 });
});

test.each([1, 2, 3])(
  "deleting while four writers store the same sessions leaves nothing half (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    const project = `busy-${seed}`;
    const spans = randomSpans(seed, 30);
    const projectId = await takeProjectId(project);
    const batches = Array.from({ length: Math.ceil(spans.length / 10) }, (_, index) =>
      shuffled(spans, random).slice(index * 10, index * 10 + 10),
    );
    const keys = Array.from({ length: 30 }, (_, index) =>
      sessionKey(projectId, `session-${seed}-${index}`),
    );
    const writers = Array.from({ length: 4 }, async () => {
      for (let batch = batches.pop(); batch; batch = batches.pop())
        await ingestSpans(batch, project);
    });
    const deleters = [0, 1].map(async () => {
      for (let round = 0; round < 8; round += 1) {
        await deleteSessions(shuffled(keys, random).slice(0, 10));
      }
    });
    await Promise.all([...writers, ...deleters]);
    expect((await verifyDatabase()).differences).toEqual([]);

    await deleteSessions(keys);
    // A carrier of evaluations that came after its session was deleted is a session to nobody.
    const left = await db.execute(sql`
      select 1 from sessions where project_id = ${projectId}
      union all select 1 from session_texts where project_id = ${projectId}
      union all select 1 from traces
        where project_id = ${projectId} and session_id is not null and not is_carrier`);
    expect(left).toHaveLength(0);
    expect((await verifyDatabase()).differences).toEqual([]);
  },
);
