import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Span } from "@/lib/otlp/span";
import { startTestDatabase } from "./embedded/test-database";
import { expireSpans } from "./expire-spans";
import { foldSessionChanges } from "./fold-session-changes";
import { ingestSpans } from "./ingest-spans";
import { retentionBorderMs } from "./partitions";
import { takeProjectId } from "./projects";
import { putAnnotations } from "./put-annotations";
import { settleSessions } from "./settle-sessions";
import { makeSpan, type Random, randomSpans, seededRandom, shuffled } from "./testing/random-spans";
import { verifyDatabase } from "./verify";

const days = 30;
process.env.COLLOQUY_RETENTION_DAYS = String(days);
const { db } = await startTestDatabase();

const dayMs = 86_400_000;
const border = retentionBorderMs(days, Date.now());
const nanos = (ms: number) => BigInt(Math.round(ms)) * 1_000_000n;
const call = { "openinference.span.kind": "LLM", "input.value": "hello", "output.value": "hi" };

function spanAt(ms: number, id: string, attributes = {}) {
  const start = nanos(ms);
  return makeSpan(
    {
      traceId: id.padStart(32, "0"),
      spanId: id.padStart(16, "0"),
      startUnixNano: start,
      endUnixNano: start + 1_000_000n,
    },
    { ...call, ...attributes },
  );
}

/** Sessions, and one trace in eight, that lie on both sides of the border. */
function aroundBorder(spans: Span[], random: Random): Span[] {
  const shifts = new Map<string, number>();
  return spans.map((span) => {
    const shift =
      shifts.get(span.traceId) ?? border + (random() < 0.5 ? -1 : 1) * random() * 20 * dayMs;
    shifts.set(span.traceId, shift);
    const isTorn = Number.parseInt(span.traceId.slice(-1), 16) % 8 === 0;
    const base = isTorn ? border + (random() - 0.5) * 2 * dayMs : shift;
    const start = nanos(base) + (span.startUnixNano % 1_000_000_000n);
    const end = span.endUnixNano === null ? null : start + (span.endUnixNano - span.startUnixNano);
    return { ...span, startUnixNano: start, endUnixNano: end };
  });
}

async function ingestConcurrently(spans: Span[], project: string): Promise<void> {
  const batches = Array.from({ length: Math.ceil(spans.length / 9) }, (_, index) =>
    spans.slice(index * 9, index * 9 + 9),
  );
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let batch = batches.pop(); batch; batch = batches.pop())
        await ingestSpans(batch, project);
    }),
  );
}

/** Outcomes left out: a session keeps them, though the span that brought them has gone. */
async function readFigures(project: string) {
  const projectId = await takeProjectId(project);
  return db.execute(sql`
    select x.session_id, x.title, x.last_output, s.started_at, s.last_activity_at, s.turns, s.traces, s.spans,
      s.errors, s.prompt_tokens, s.total_tokens, s.tokens_partial, s.cost_nano_usd, s.user_id,
      array(select facet from unnest(f.facets) facet where facet not like '["outcome"%') as facets
    from sessions s join session_texts x using (session_key)
    left join facet_sets f on f.id = s.facet_set_id
    where s.project_id = ${projectId} order by x.session_id`);
}

async function oldSpans(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select (select count(*) from spans where started_at < ${iso(border)})::int
      + (select count(*) from span_payloads where started_at < ${iso(border)})::int
      + (select count(*) from span_texts where started_at < ${iso(border)})::int as count`,
  );
  return row?.count ?? 0;
}

async function weeksBefore(ms: number): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(
    sql`select relname as name from pg_class where relname ~ '^span.*_\\d{8}$' and relkind = 'r'`,
  );
  const name = `_${iso(ms).slice(0, 10).replaceAll("-", "")}`;
  return rows.map((row) => row.name).filter((one) => one.slice(-9) < name);
}

const iso = (ms: number) => new Date(ms).toISOString();

/** As before retention was set: weeks long past have partitions of their own. */
async function makeOldWeeks(): Promise<void> {
  for (let week = 1; week <= 5; week += 1) {
    const [from, to] = [iso(border - week * 7 * dayMs), iso(border - (week - 1) * 7 * dayMs)];
    for (const table of ["spans", "span_payloads", "span_texts"]) {
      const name = `${table}_${from.slice(0, 10).replaceAll("-", "")}`;
      await db.execute(
        sql.raw(
          `create table if not exists ${name} partition of ${table} for values from ('${from}') to ('${to}')`,
        ),
      );
    }
  }
}

test.each([1, 2, 3])(
  "what is left is as if the rest had never come, under four writers (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    const spans = aroundBorder(randomSpans(seed, 60), random);
    const young = spans.filter((span) => span.startUnixNano >= nanos(border));
    expect(young.length).toBeGreaterThan(50);
    expect(spans.length - young.length).toBeGreaterThan(50);
    await makeOldWeeks();
    await ingestConcurrently(young, `young-${seed}`);

    const all = `all-${seed}`;
    const first = spans.filter(() => random() < 0.5);
    await ingestConcurrently(shuffled(first, random), all);
    await settleSessions(Date.now() + dayMs);
    await foldSessionChanges();
    expect(await weeksBefore(border)).not.toEqual([]);

    let isWriting = true;
    const jobs = (async () => {
      while (isWriting) {
        await expireSpans(days);
        await settleSessions(Date.now() + dayMs);
        await foldSessionChanges();
      }
    })();
    await ingestConcurrently(shuffled([...spans, ...first], random), all);
    isWriting = false;
    await jobs;
    await expireSpans(days);

    expect(await weeksBefore(border)).toEqual([]);
    expect(await oldSpans()).toBe(0);
    expect((await verifyDatabase()).differences).toEqual([]);
    expect(await readFigures(all)).toEqual(await readFigures(`young-${seed}`));
    await foldSessionChanges();
    expect((await verifyDatabase()).differences).toEqual([]);
  },
  60_000,
);

test("spans that come late for an old week are taken, and removed again", async () => {
  await ingestSpans([spanAt(border - 5 * dayMs, "a1", { "session.id": "late" })], "late");
  expect(await oldSpans()).toBeGreaterThan(0);
  expect(await weeksBefore(border)).toEqual([]);
  expect(await expireSpans(days)).toMatchObject({ weeks: 0, traces: 1 });
  expect(await oldSpans()).toBe(0);
  expect(await readFigures("late")).toEqual([]);
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("a reader that takes its time puts the drop off, and holds nobody up", async () => {
  await makeOldWeeks();
  const old = spanAt(border - dayMs, "b1", { "session.id": "held" });
  await ingestSpans([old, spanAt(Date.now(), "b0", { "session.id": "held" })], "held");
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reading = { start: () => {}, done: Promise.resolve() };
  const begun = new Promise<void>((resolve) => {
    reading.start = resolve;
  });
  reading.done = db.transaction(async (reader) => {
    await reader.execute(sql`select count(*) from spans`);
    reading.start();
    await released;
  });
  await begun;
  const round = expireSpans(days);
  const started = Date.now();
  await ingestSpans([spanAt(Date.now(), "b2", { "session.id": "held" })], "held");
  expect(Date.now() - started).toBeLessThan(1_500);
  expect(await round).toMatchObject({ weeks: 0, isPutOff: true });
  release();
  await reading.done;
  expect(await expireSpans(days)).toMatchObject({ isPutOff: false, traces: 1 });
  expect(await readFigures("held")).toMatchObject([{ session_id: "held", spans: 2 }]);
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("a round goes on where one ended that was killed after a drop", async () => {
  await makeOldWeeks();
  const both = { "session.id": "cut short" };
  const spans = [spanAt(border - dayMs, "e1", both), spanAt(border + dayMs, "e2", both)];
  await ingestSpans([...spans, spanAt(border - dayMs, "e3", { "session.id": "gone" })], "killed");
  await settleSessions(Date.now() + dayMs);
  while ((await db.execute(sql`select drop_week(${iso(border)}) as weeks`))[0]?.weeks !== 0);
  // What comes in between finds nothing of what went.
  await ingestSpans(
    [spans[0], spanAt(Date.now(), "e4", both)].flatMap((one) => one ?? []),
    "killed",
  );

  expect(await expireSpans(days)).toMatchObject({ weeks: 0, traces: 2 });
  expect(await readFigures("killed")).toMatchObject([{ session_id: "cut short", spans: 2 }]);
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("annotations go with what they judge, or when it never came", async () => {
  const judge = (target: "session" | "trace", targetId: string) => ({
    target,
    targetId,
    name: "goal",
    identifier: "",
    label: "achieved",
    score: null,
    explanation: null,
    annotatorKind: "LLM" as const,
    metadata: null,
    source: "API" as const,
  });
  const projectId = await takeProjectId("judged");
  const old = spanAt(border - dayMs, "c1", { "session.id": "old" });
  const both = spanAt(border - dayMs, "c2", { "session.id": "both" });
  const young = spanAt(border + dayMs, "c3", { "session.id": "both" });
  await ingestSpans([old, both, young], "judged");
  await putAnnotations(
    [judge("session", "old"), judge("session", "both"), judge("trace", both.traceId)],
    projectId,
  );
  await putAnnotations([judge("trace", young.traceId), judge("session", "never")], projectId);
  await putAnnotations([judge("trace", "d".repeat(32)), judge("session", "nowhere")], null);
  await expireSpans(days);
  const left = await db.execute(
    sql`select target, trace_id from annotations where project_id = ${projectId} order by target`,
  );
  expect(left).toEqual([
    // Of the session that has a young trace, and of the one that may still come.
    { target: "session", trace_id: "" },
    { target: "session", trace_id: "" },
    { target: "trace", trace_id: young.traceId },
  ]);
  expect((await verifyDatabase()).differences).toEqual([]);

  // Seven weeks on, nothing of it is young.
  await expireSpans(days, Date.now() + 80 * dayMs);
  const tables = ["annotations", "pending_annotations", "trace_homes", "traces", "sessions"];
  for (const table of [...tables, "session_texts", "spans", "span_payloads", "span_texts"]) {
    const [row] = await db.execute(
      sql`select count(*)::int as count from ${sql.identifier(table)}`,
    );
    expect(row, table).toEqual({ count: 0 });
  }
  expect((await verifyDatabase()).differences).toEqual([]);
});
