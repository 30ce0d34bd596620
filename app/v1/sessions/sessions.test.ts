import { expect, test } from "vitest";
import { startTestDatabase } from "@/db/embedded/test-database";
import { ingestSpans } from "@/db/ingest-spans";
import { makeSpan } from "@/db/testing/random-spans";
import { GET as getProject } from "../projects/[project]/route";
import { GET as listSessions } from "../projects/[project]/sessions/route";
import { GET as listProjects } from "../projects/route";
import { DELETE as deleteSession, GET as getSession } from "./[session]/route";
import { POST as deleteSessions } from "./delete/route";

await startTestDatabase();

const host = { host: "localhost:3000" };
const second = 1_000_000_000n;
const start = 1_795_000_000n * second;
const names = ["first", "second", "third", "fourth", "fifth"];
for (const [index, name] of names.entries()) {
  const traceId = `${index}`.padStart(32, "f");
  const fields = { traceId, spanId: `${index}`.padStart(16, "f") };
  const startUnixNano = start + BigInt(index) * second;
  await ingestSpans([makeSpan({ ...fields, startUnixNano }, { "session.id": name })], "ordered");
}
const call = { "openinference.span.kind": "LLM", "session.id": "twin" };
const counts = { "llm.token_count.prompt": 5, "llm.token_count.completion": 2 };
for (const [project, attributes] of Object.entries({
  counted: { ...call, ...counts },
  blank: call,
})) {
  await ingestSpans(
    [makeSpan({ traceId: "a".repeat(32), spanId: "a".repeat(16) }, attributes)],
    project,
  );
}

async function list(project: string, query: string) {
  const request = new Request(`http://localhost:3000/v1/x?${query}`, { headers: host });
  const answer = await listSessions(request, { params: Promise.resolve({ project }) });
  return { status: answer.status, body: await answer.json() };
}

function at(session: string, query = "") {
  const request = new Request(`http://localhost:3000/v1/x?${query}`, { headers: host });
  return [request, { params: Promise.resolve({ session }) }] as const;
}

test.each([
  ["asc", names],
  ["desc", [...names].reverse()],
])("pages of sessions, %s, are all sessions in order", async (order, expected) => {
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = `order=${order}&limit=2${cursor && `&cursor=${cursor}`}`;
    const { status, body } = await list("ordered", query);
    expect(status).toBe(200);
    for (const session of body.data) seen.push(session.session_id);
    cursor = body.next_cursor;
  }
  expect(seen).toEqual(expected);
});

test("a project is found by its name and its id", async () => {
  const all = await (
    await listProjects(new Request("http://localhost/", { headers: host }), {})
  ).json();
  const { id } = all.data.find(({ name }: { name: string }) => name === "ordered");
  for (const project of [id, "ordered"]) {
    const request = new Request("http://localhost/", { headers: host });
    const answer = await getProject(request, { params: Promise.resolve({ project }) });
    expect(await answer.json()).toEqual({ data: { id, name: "ordered", description: null } });
    expect((await list(project, "")).body.data).toHaveLength(5);
  }
  expect((await list("nothing", "")).status).toBe(404);
});

test("projects come in pages, and by a part of their name", async () => {
  const page = async (query: string) =>
    (await listProjects(new Request(`http://localhost/?${query}`, { headers: host }), {})).json();
  const first = await page("limit=2");
  const rest = await page(`limit=2&cursor=${first.next_cursor}`);
  expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual([
    "blank",
    "counted",
    "ordered",
  ]);
  expect(rest.next_cursor).toBeNull();
  expect((await page("name_contains=LAN")).data).toMatchObject([{ name: "blank" }]);
});

test("tokens that no call reported are left out, not 0", async () => {
  const [counted, blank] = [await list("counted", ""), await list("blank", "")];
  expect(counted.body.data[0]).toMatchObject({
    session_id: "twin",
    token_count_prompt: 5,
    token_count_completion: 2,
    token_count_total: 7,
    traces: [{ trace_id: "a".repeat(32) }],
  });
  expect(Object.keys(blank.body.data[0]).filter((key) => key.startsWith("token"))).toEqual([]);
});

test("a session of two projects is a 409 until one is named or its own id is given", async () => {
  const refused = await getSession(...at("twin"));
  expect(refused.status).toBe(409);
  expect((await refused.json()).error.details).toEqual([
    { id: "twin", projects: ["blank", "counted"] },
  ]);
  const named = await (await getSession(...at("twin", "project=counted"))).json();
  expect(named.data.token_count_total).toBe(7);
  expect(await (await getSession(...at(named.data.id))).json()).toEqual(named);
  expect((await getSession(...at("twin", "project=nothing"))).status).toBe(404);
});

test("only the named project's session is deleted", async () => {
  expect((await deleteSession(...at("twin"))).status).toBe(409);
  expect((await deleteSession(...at("twin", "project=blank"))).status).toBe(204);
  expect((await deleteSession(...at("twin", "project=blank"))).status).toBe(404);
  expect((await getSession(...at("twin"))).status).toBe(200);
});

async function deleteMany(body: unknown): Promise<number> {
  const headers = { ...host, "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return (await deleteSessions(new Request("http://localhost/", init), {})).status;
}

test("several sessions are deleted, unknown ones skipped", async () => {
  const { data } = await (await getSession(...at("second"))).json();
  expect(await deleteMany({ session_identifiers: ["first", "nobody", data.id] })).toBe(204);
  expect((await list("ordered", "")).body.data).toHaveLength(3);
  for (const body of [{}, { session_identifiers: [] }, { session_identifiers: [1] }, []]) {
    expect(await deleteMany(body)).toBe(422);
  }
});

test.each(["limit=0", "limit=1001", "order=up", "cursor=x"])("%s is 422", async (query) => {
  expect((await list("ordered", query)).status).toBe(422);
});
