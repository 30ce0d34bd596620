import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { afterAll, expect, inject, test } from "vitest";
import { startTestDatabase } from "@/db/embedded/test-database";
import { testAddress } from "@/db/embedded/test-server";
import { isDatabaseAway } from "@/lib/database-away";
import { ApiError } from "@/lib/http/api-error";
import { startIngestThread, storeTraces } from "./ingest-thread";

const { sql } = await startTestDatabase();
const fixture = fileURLToPath(
  new URL("../../e2e/fixtures/otlp/openai-proto-004.pb", import.meta.url),
);
const protobuf = fs.readFileSync(fixture);
const [{ name } = { name: "" }] = await sql<{ name: string }[]>`select current_database() as name`;
const workers: Worker[] = [];

/** The program as it stands, which Node reads only with help. */
function newWorker(): Worker {
  const program = JSON.stringify(new URL("program.ts", import.meta.url).href);
  const code = `import("tsx/esm/api").then(({ register }) => { register(); return import(${program}); })`;
  const worker = new Worker(code, { eval: true });
  workers.push(worker);
  return worker;
}

startIngestThread(testAddress(inject("testServer").place, name), newWorker);
afterAll(() => {
  globalThis.colloquyIngestThread = undefined;
});

function store(bytes: Uint8Array, project: string, isGzip = false) {
  return storeTraces({ bytes: Uint8Array.from(bytes), isGzip, encoding: "protobuf", project });
}

async function countSpans(project: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from spans join projects on projects.id = project_id
    where projects.name = ${project}`;
  return row?.count ?? -1;
}

test("spans are stored when it answers", async () => {
  expect(await store(protobuf, "plain")).toEqual({ rejectedSpans: 0, rejectionMessage: "" });
  expect(await countSpans("plain")).toBe(1);
  await store(gzipSync(protobuf), "packed", true);
  expect(await countSpans("packed")).toBe(1);
});

test("a body that shares its memory is not taken from its owner", async () => {
  const half = new Uint8Array(protobuf.byteLength + 1).subarray(1);
  half.set(protobuf);
  await storeTraces({ bytes: half, isGzip: false, encoding: "protobuf", project: "shared" });
  expect(half.byteLength).toBe(protobuf.byteLength);
  expect(await countSpans("shared")).toBe(1);
});

test("what is wrong with a body is said as without the thread", async () => {
  const refused = store(protobuf.subarray(0, -1), "cut");
  await expect(refused).rejects.toBeInstanceOf(ApiError);
  await expect(refused).rejects.toMatchObject({ status: 400, code: "malformed_body" });
  await expect(store(protobuf, "cut", true)).rejects.toMatchObject({ code: "invalid_gzip" });
});

test("when the thread ends, what it had is said to be undone, and another takes its place", async () => {
  const [first] = workers;
  const cut = store(protobuf, "ended").catch((error: unknown) => error);
  await first?.terminate();
  expect(isDatabaseAway(await cut)).toBe(true);
  await expect
    .poll(() => store(protobuf, "after").catch(() => null), { timeout: 15_000 })
    .not.toBeNull();
  expect(workers).toHaveLength(2);
  expect(await countSpans("after")).toBe(1);
});
