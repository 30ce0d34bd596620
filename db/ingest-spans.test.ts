import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Span } from "@/lib/otlp/span";
import { startTestDatabase } from "./embedded/test-database";
import { ingestSpans } from "./ingest-spans";
import { takeProjectId } from "./projects";
import { getSessionDetail } from "./testing/get-session-detail";
import { makeSpan, randomSpans, seededRandom, shuffled } from "./testing/random-spans";
import { verifyDatabase } from "./verify";

const { db } = await startTestDatabase();

function batches(spans: Span[], size: number): Span[][] {
  return Array.from({ length: Math.ceil(spans.length / size) }, (_, index) =>
    spans.slice(index * size, (index + 1) * size),
  );
}

async function ingestConcurrently(list: Span[][], writers: number, project: string): Promise<void> {
  const queue = [...list];
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let batch = queue.shift(); batch; batch = queue.shift())
        await ingestSpans(batch, project);
    }),
  );
}

/** Everything of a project's sessions that must not depend on the order of arrival. */
async function readFigures(project: string) {
  const projectId = await takeProjectId(project);
  return db.execute(sql`
    select x.session_id, s.started_at, s.last_activity_at, s.duration_ms, s.traces, s.spans, s.errors,
      s.prompt_tokens, s.completion_tokens, s.total_tokens, s.tokens_partial, s.cost_nano_usd,
      s.cost_partial, s.user_id, f.facets
    from sessions s join session_texts x using (session_key)
    left join facet_sets f on f.id = s.facet_set_id
    where s.project_id = ${projectId} order by x.session_id`);
}

test.each([1, 2, 3])(
  "rollups equal a recount under shuffles, resends and four writers (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    const spans = randomSpans(seed, 60);
    const ordered = `ordered-${seed}`;
    await ingestConcurrently(batches(spans, 50), 1, ordered);

    const resent = spans.filter(() => random() < 0.3);
    const unfinished = spans
      .filter((span) => span.endUnixNano !== null && random() < 0.2)
      .map((span) => ({
        ...span,
        endUnixNano: null,
        attributes: new Map([...span.attributes].slice(0, 1)),
      }));
    const messy = `messy-${seed}`;
    await ingestConcurrently(
      batches(shuffled([...spans, ...resent, ...unfinished], random), 7),
      4,
      messy,
    );

    expect((await verifyDatabase()).differences).toEqual([]);
    expect(await readFigures(messy)).toEqual(await readFigures(ordered));
  },
);

test("a resend changes nothing, a finished copy replaces an unfinished one in any order", async () => {
  const ids = { traceId: "a".repeat(32), spanId: "b".repeat(16) };
  const named = { "session.id": "copies", "openinference.span.kind": "LLM" };
  const running = makeSpan({ ...ids, endUnixNano: null }, named);
  const ended = makeSpan(ids, {
    ...named,
    "llm.token_count.prompt": 5,
    "llm.token_count.completion": 2,
    "llm.token_count.total": 7,
  });
  for (const [project, order] of Object.entries({
    forwards: [running, ended, running, ended],
    backwards: [ended, running, ended],
    "at once": [[running, ended].at(0), ended, running].filter((span) => span !== undefined),
  })) {
    if (project === "at once") await ingestSpans(order, project);
    else for (const span of order) await ingestSpans([span], project);
    const projectId = await takeProjectId(project);
    const rows =
      await db.execute(sql`select spans, total_tokens, last_activity_at > started_at as has_ended
      from sessions where project_id = ${projectId}`);
    expect(rows, project).toEqual([{ spans: 1, total_tokens: 7, has_ended: true }]);
  }
});

test("a session id that arrives late moves the trace, and its evaluations with it", async () => {
  const traceId = "c".repeat(32);
  const child = makeSpan(
    { traceId, spanId: "1".repeat(16), parentSpanId: "2".repeat(16) },
    {
      "session.evaluations.0.evaluation.name": "goal",
      "session.evaluations.0.evaluation.label": "achieved",
    },
  );
  await ingestSpans([child], "late");
  const projectId = await takeProjectId("late");
  expect(await getSessionDetail(projectId, "late-session")).toBeNull();
  await ingestSpans(
    [makeSpan({ traceId, spanId: "2".repeat(16) }, { "session.id": "late-session" })],
    "late",
  );
  const detail = await getSessionDetail(projectId, "late-session");
  expect(detail?.session).toMatchObject({ traces: 1, spans: 2, turns: 1 });
  expect(detail?.annotations).toMatchObject([
    { target: "session", name: "goal", label: "achieved" },
  ]);
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("the root's session wins when it comes last, and the other session goes", async () => {
  const traceId = "d".repeat(32);
  const child = makeSpan(
    { traceId, spanId: "1".repeat(16), parentSpanId: "2".repeat(16) },
    { "session.id": "of-child" },
  );
  await ingestSpans([child], "disputed");
  const projectId = await takeProjectId("disputed");
  expect((await getSessionDetail(projectId, "of-child"))?.session.spans).toBe(1);
  await ingestSpans(
    [makeSpan({ traceId, spanId: "2".repeat(16) }, { "session.id": "of-root" })],
    "disputed",
  );
  expect(await getSessionDetail(projectId, "of-child")).toBeNull();
  expect((await getSessionDetail(projectId, "of-root"))?.session.spans).toBe(2);
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("a trace whose spans disagree stays where it is when nothing new comes", async () => {
  const traceId = "9".repeat(32);
  const spans = ["b", "a"].map((id) =>
    makeSpan({ traceId, spanId: id.repeat(16), parentSpanId: null }, { "session.id": `of-${id}` }),
  );
  for (let round = 0; round < 2; round++) await ingestSpans(spans, "again");
  const projectId = await takeProjectId("again");
  expect((await getSessionDetail(projectId, "of-a"))?.session.spans).toBe(2);
  expect(await getSessionDetail(projectId, "of-b")).toBeNull();
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("a batch of thousands of traces, known or not, is stored well within its time", async () => {
  const traceIds = Array.from({ length: 5_000 }, (_, index) => `${index}`.padStart(32, "c"));
  const batch = (spanId: string, attributes: Record<string, string>) =>
    traceIds.map((traceId) => makeSpan({ traceId, spanId: spanId.repeat(16) }, attributes));
  const started = performance.now();
  await ingestSpans(batch("1", {}), "many");
  await ingestSpans(batch("2", { "session.id": "late" }), "many");
  expect(performance.now() - started).toBeLessThan(20_000);
  const projectId = await takeProjectId("many");
  const pages = await db.execute(sql`
    select s.traces, s.spans from sessions s where s.project_id = ${projectId}`);
  expect(pages).toEqual([{ traces: 5_000, spans: 10_000 }]);
}, 90_000);

test("the same ids in two projects stay apart; the same span id in two traces is two spans", async () => {
  const one = makeSpan(
    { traceId: "e".repeat(32), spanId: "1".repeat(16) },
    { "session.id": "shared" },
  );
  const two = makeSpan(
    { traceId: "f".repeat(32), spanId: "1".repeat(16) },
    { "session.id": "shared" },
  );
  await ingestSpans([one, two], "left");
  await ingestSpans([one], "right");
  const left = await getSessionDetail(await takeProjectId("left"), "shared");
  const right = await getSessionDetail(await takeProjectId("right"), "shared");
  expect([left?.session.spans, right?.session.spans]).toEqual([2, 1]);
});
