import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { decodeTraces } from "@/lib/otlp/decode-traces";
import { encodeTraces } from "@/lib/otlp/encode-traces";
import { Pace } from "@/lib/pace";
import { BytePile } from "./byte-pile";
import { startTestDatabase } from "./embedded/test-database";
import { ingestSpans } from "./ingest-spans";
import { PayloadChunks } from "./payload-chunks";
import { takeProjectId } from "./projects";
import { sessionKey } from "./session-key";
import { streamStoredSpans } from "./stored-spans";
import { makeSpan } from "./testing/random-spans";
import { verifyDatabase } from "./verify";

const { db } = await startTestDatabase();
const weekMs = 7 * 86_400_000;
const monday = Date.parse("2026-11-16T00:00:00Z");
const traceKey = "00000000-0000-0000-0000-000000000001";
const otherTrace = "00000000-0000-0000-0000-000000000002";

test("payloads of a trace and week stand together, up to 16 KB", async () => {
  const chunks = new PayloadChunks();
  const payload = Buffer.from(JSON.stringify("x".repeat(7_000)));
  const places = [
    chunks.add(payload, traceKey, monday),
    chunks.add(payload, otherTrace, monday),
    chunks.add(payload, traceKey, monday + weekMs - 1),
    chunks.add(payload, traceKey, monday + weekMs),
    chunks.add(payload, traceKey, monday + 1),
  ];
  const rows = await chunks.toFields(new BytePile(), new Pace());
  const found = places.map(({ id, place }) => [rows.findIndex((row) => row[1] === id), place]);
  expect(found).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
    [2, 0],
    [3, 0],
  ]);
  const weeks = rows.map(([, , week]) => week);
  const [first, second] = [new Date(monday).toISOString(), new Date(monday + weekMs).toISOString()];
  expect(weeks).toEqual([first, first, second, first]);
});

const traceId = (digit: string) => digit.repeat(32);
const nano = (ms: number) => BigInt(ms) * 1_000_000n;
const startMs = Date.now() - 3_600_000;

/** A trace of three spans around a week's end, each with a text of its own. */
function threeSpans(session: string, trace: string, text: string, endMs: number) {
  return ["1", "2", "3"].map((digit, index) =>
    makeSpan(
      {
        traceId: trace,
        spanId: digit.repeat(16),
        startUnixNano: nano(endMs - 2 + index),
        endUnixNano: nano(endMs + 10),
      },
      { "session.id": session, text: `${text} ${digit} ${"long ".repeat(200)}` },
    ),
  );
}

async function readTexts(project: string, session: string) {
  const texts: unknown[] = [];
  const key = sessionKey(await takeProjectId(project), session);
  for await (const span of streamStoredSpans(key)) texts.push(span.attributes.text);
  return texts.map((text) => String(text).trim().split(" ").slice(0, 2).join(" "));
}

async function countChunks(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from span_payloads`,
  );
  return row?.count ?? 0;
}

test.each(["json", "protobuf"] as const)(
  "each %s span is read from its place",
  async (encoding) => {
    const endOfWeek = monday - weekMs;
    const sent = threeSpans(`place-${encoding}`, traceId("a"), "word", endOfWeek);
    const before = await countChunks();
    await ingestSpans(decodeTraces(encodeTraces(sent, encoding), encoding).spans, encoding);
    expect((await countChunks()) - before).toBe(2);
    expect(await readTexts(encoding, `place-${encoding}`)).toEqual(["word 1", "word 2", "word 3"]);
  },
);

test("a copy takes the place of an earlier one, whose chunk goes with its last span", async () => {
  const [project, session] = ["replaced", "replaced"];
  const send = (text: string, count: number) =>
    ingestSpans(threeSpans(session, traceId("b"), text, startMs).slice(0, count), project);
  const before = await countChunks();
  await send("first", 3);
  await send("secondary", 2);
  expect(await readTexts(project, session)).toEqual(["secondary 1", "secondary 2", "first 3"]);
  expect((await countChunks()) - before).toBe(2);
  await send("third-and-last", 3);
  expect(await readTexts(project, session)).toEqual([1, 2, 3].map((n) => `third-and-last ${n}`));
  expect((await countChunks()) - before).toBe(1);
});

test("spans from before chunks are read, replaced and counted", async () => {
  const [project, session] = ["before", "before"];
  const [only] = threeSpans(session, traceId("c"), "old", startMs);
  if (!only) throw new Error("No span.");
  await ingestSpans([only], project);
  await db.execute(sql`
    with old as (
      update spans set chunk_id = null, chunk_place = null where trace_id = ${only.traceId}
      returning session_key, span_id, started_at
    )
    update span_payloads p set chunk_id = old.span_id, started_at = old.started_at
    from old where p.session_key = old.session_key`);
  expect(await readTexts(project, session)).toEqual(["old 1"]);
  expect((await verifyDatabase()).differences).toEqual([]);
  await ingestSpans(threeSpans(session, traceId("c"), "newer", startMs), project);
  expect(await readTexts(project, session)).toEqual(["newer 1", "newer 2", "newer 3"]);
  expect((await verifyDatabase()).differences).toEqual([]);
});
