import fs from "node:fs";
import { afterAll, expect, test, vi } from "vitest";
import { replaceDatabase } from "@/db/client";
import { ingestSpans } from "@/db/ingest-spans";
import { replaceReplica, replicaState } from "@/db/reading";
import { makeSpan } from "@/db/testing/random-spans";
import { startReplicatedDatabase } from "@/db/testing/streaming-replica";
import { GET as getReady } from "./api/health/ready/route";
import { DELETE as removeAnnotation } from "./api/projects/[project]/annotations/[annotation]/route";
import { POST as annotate } from "./api/projects/[project]/annotations/route";
import { GET as getProject } from "./api/projects/[project]/route";
import { GET as getConversation } from "./api/projects/[project]/sessions/[session]/conversation/route";
import { GET as getDocument } from "./api/projects/[project]/sessions/[session]/route";
import { GET as getSpans } from "./api/projects/[project]/sessions/[session]/spans/route";
import { GET as getActivity } from "./api/projects/[project]/sessions/activity/route";
import { GET as getFacets } from "./api/projects/[project]/sessions/facets/route";
import { GET as getPulse } from "./api/projects/[project]/sessions/pulse/route";
import { GET as getSessions } from "./api/projects/[project]/sessions/route";
import { GET as getStats } from "./api/projects/[project]/sessions/stats/route";
import { GET as getUsers } from "./api/projects/[project]/users/route";
import { GET as getProjects } from "./api/projects/route";

const both = await startReplicatedDatabase();
replaceDatabase(both.primary);
replaceReplica(both.replica);
afterAll(() => both.stop());
const said = vi.spyOn(console, "error").mockImplementation(() => {});

const project = "chat";
const context = {
  params: Promise.resolve({ project, session: "s", annotation: "" }),
};
const headers = {
  host: "localhost:3000",
  "content-type": "application/json",
  "sec-fetch-site": "same-origin",
};

type Handle = (request: Request, given: typeof context) => Promise<Response>;

async function get(handle: Handle, { search = "", cookie = "" } = {}): Promise<string> {
  const request = new Request(`http://localhost:3000/${search}`, {
    headers: { ...headers, cookie },
  });
  const answer = await handle(request, context);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return text;
}

const addSpan = (sessionId: string, traceId: string) =>
  ingestSpans(
    [
      makeSpan(
        { traceId, spanId: "1".repeat(16), startUnixNano: BigInt(Date.now()) * 1_000_000n },
        { "session.id": sessionId, "user.id": "u", "openinference.span.kind": "LLM" },
      ),
    ],
    project,
  );

async function untilReplicated(): Promise<void> {
  const [row] = await both.primary.sql<{ at: string }[]>`select pg_current_wal_lsn()::text as at`;
  await vi.waitFor(async () => {
    const [there] = await both.replica
      .sql`select pg_last_wal_replay_lsn() >= ${row?.at ?? ""}::pg_lsn as yes`;
    expect(there?.yes).toBe(true);
  }, 10_000);
}

test("every reading route reads from the replica, streams too", async () => {
  await addSpan("s", "a".repeat(32));
  await untilReplicated();
  await both.pause();
  await addSpan("later", "b".repeat(32));
  const handles = { getProject, getFacets, getActivity, getStats, getPulse, getUsers, getProjects };
  const answers: Record<string, string> = {};
  for (const [name, handle] of Object.entries(handles)) answers[name] = await get(handle);
  expect(JSON.parse(answers.getStats ?? "")).toMatchObject({ sessions: 1 });
  expect(JSON.parse(answers.getUsers ?? "")).toMatchObject({ rows: [{ sessions: 1 }] });
  expect(JSON.parse(await get(getSessions))).toMatchObject({ total: { count: 1 } });
  expect((await get(getSessions, { search: "?format=jsonl" })).trim().split("\n")).toHaveLength(1);
  const before = [await get(getSpans), await get(getDocument), await get(getConversation)];
  await addSpan("s", "c".repeat(32));
  expect([await get(getSpans), await get(getDocument), await get(getConversation)]).toEqual(before);
  await both.resume();
  await untilReplicated();
  expect((await get(getSessions, { search: "?format=jsonl" })).trim().split("\n")).toHaveLength(2);
  expect((await get(getSpans)).trim().split("\n")).toHaveLength(2);
  expect(await replicaState()).toBe("in use");
  expect(said).not.toHaveBeenCalled();
});

test("who judges a session sees the judgement at once, others when it has arrived", async () => {
  await untilReplicated();
  await both.pause();
  const request = new Request("http://localhost:3000/", {
    method: "POST",
    headers,
    body: JSON.stringify({ target: "session", sessionId: "s", name: "tone", label: "warm" }),
  });
  const answer = await annotate(request, context);
  const annotation = await answer.json();
  expect(answer.status, JSON.stringify(annotation)).toBe(200);
  const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
  expect(cookie).toMatch(/^colloquy-seen=/);
  expect(await get(getSessions, { cookie })).toContain("warm");
  expect(await get(getSessions)).not.toContain("warm");
  await both.resume();
  await untilReplicated();
  expect(await get(getSessions)).toContain("warm");

  await both.pause();
  const removal = new Request("http://localhost:3000/", { method: "DELETE", headers });
  const removed = await removeAnnotation(removal, {
    params: Promise.resolve({ project, annotation: annotation.id }),
  });
  expect(removed.status).toBe(204);
  const [after = ""] = (removed.headers.get("set-cookie") ?? "").split(";");
  expect(await get(getSessions, { cookie: `other=1; ${after}` })).not.toContain("warm");
  await both.resume();
});

test("a program that is no browser gets no cookie", async () => {
  const { "sec-fetch-site": _, ...plain } = headers;
  const request = new Request("http://localhost:3000/", {
    method: "POST",
    headers: plain,
    body: JSON.stringify({ target: "session", sessionId: "s", name: "tone", label: "cold" }),
  });
  const answer = await annotate(request, context);
  expect(answer.status).toBe(200);
  expect(answer.headers.has("set-cookie")).toBe(false);
});

test("readiness says where reads go, and is the primary's alone", async () => {
  expect(JSON.parse(await get(getReady))).toEqual({ status: "ready", readReplica: "in use" });
  both.cutReplica();
  await vi.waitFor(async () => {
    expect(JSON.parse(await get(getReady))).toEqual({ status: "ready", readReplica: "away" });
  }, 10_000);
  expect(JSON.parse(await get(getSessions))).toMatchObject({ total: { count: 2 } });
  await both.restoreReplica();
});

test("no page and no reading route of the dashboard forgets the replica", () => {
  const files = fs.readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  const forgetful = files.filter((file) => {
    if (!/^(api\/projects\/.*route|projects\/.*(page|layout)|page)\.tsx?$/.test(file)) return false;
    const text = fs.readFileSync(`${import.meta.dirname}/${file}`, "utf8");
    if (file.endsWith("x")) return text.includes('"@/db/') && !text.includes("readPage(");
    return text.includes("GET = route(");
  });
  expect(forgetful).toEqual([]);
});
