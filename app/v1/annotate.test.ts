import { expect, test } from "vitest";
import { startTestDatabase } from "@/db/embedded/test-database";
import { ingestSpans } from "@/db/ingest-spans";
import { findProject } from "@/db/projects";
import { makeSpan } from "@/db/testing/random-spans";
import { GET as listSessionAnnotations } from "./projects/[project]/session_annotations/route";
import { GET as listSpanAnnotations } from "./projects/[project]/span_annotations/route";
import { POST as annotateSessions } from "./session_annotations/route";
import { POST as annotateSpans } from "./span_annotations/route";
import { POST as annotateTraces } from "./trace_annotations/route";

await startTestDatabase();
const traceId = "a".repeat(32);
const spanId = "b".repeat(16);
for (const project of ["one", "two"]) {
  await ingestSpans([makeSpan({ traceId, spanId }, { "session.id": "in both" })], project);
}
await ingestSpans(
  [makeSpan({ traceId: "c".repeat(32), spanId: "c".repeat(16) }, { "session.id": "in one" })],
  "one",
);

const base = "http://localhost:3000/v1/session_annotations";
const good = { session_id: "in one", name: "goal", annotator_kind: "LLM" };
const context = { params: Promise.resolve({ project: "one" }) };

async function post(
  body: unknown,
  { url = base, headers = {}, handle = annotateSessions } = {},
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const request = new Request(url, {
    method: "POST",
    headers: { host: "localhost:3000", "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const answer = await handle(request, {});
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function list(query: string, handle = listSessionAnnotations) {
  const url = `http://localhost:3000/v1/projects/one/x?${query}`;
  const answer = await handle(new Request(url, { headers: { host: "localhost:3000" } }), context);
  return { status: answer.status, body: await answer.json() };
}

test("result, its fields and metadata may be null or missing", async () => {
  const results = [
    {},
    { result: null, metadata: null },
    { result: {} },
    { result: { label: null, score: null, explanation: null } },
  ];
  for (const [index, fields] of results.entries()) {
    const answer = await post({ data: [{ ...good, name: `null-${index}`, ...fields }] });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ data: [{ id: expect.stringMatching(/^[0-9a-f-]{36}$/) }] });
  }
  const { body } = await list("session_ids=in%20one&include_annotation_names=null-1");
  expect(body).toMatchObject({
    data: [
      { name: "null-1", result: { label: null, score: null, explanation: null }, metadata: {} },
    ],
    next_cursor: null,
  });
});

test("what was written is read as Phoenix writes it", async () => {
  const judgement = {
    ...good,
    name: "whole",
    annotator_kind: "HUMAN",
    result: { label: "helpful", score: 0.9, explanation: "said so" },
    metadata: { judge: { model: "m" } },
    identifier: "me",
  };
  const [written] = [await post({ data: [judgement] }, { url: `${base}?sync=true` })];
  const { body } = await list("session_ids=in%20one&session_ids=x&include_annotation_names=whole");
  expect(body).toEqual({
    data: [
      {
        ...judgement,
        ...(written?.body instanceof Object &&
        "data" in written.body &&
        Array.isArray(written.body.data)
          ? written.body.data[0]
          : {}),
        source: "API",
        user_id: null,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        updated_at: expect.any(String),
      },
    ],
    next_cursor: null,
  });
});

test("scores are numbers, also as true and as text", async () => {
  for (const [score, stored] of [
    [true, 1],
    [false, 0],
    ["0.25", 0.25],
    [-3, -3],
  ]) {
    await post({ data: [{ ...good, name: "scores", result: { score } }] });
    const { body } = await list("session_ids=in%20one&include_annotation_names=scores");
    expect(body).toMatchObject({ data: [{ result: { score: stored } }] });
  }
});

const deep = `${'{"a":'.repeat(25)}1${"}".repeat(25)}`;

test.each<[string, unknown, string, number | undefined]>([
  ["no body object", [], "", undefined],
  ["no data", {}, "data", undefined],
  ["no name", [{ ...good, name: undefined }], "name", 0],
  ["a blank name", [good, { ...good, name: "  " }], "name", 1],
  ["no target", [{ ...good, session_id: undefined }], "session_id", 0],
  ["a numeric target", [{ ...good, session_id: 7 }], "session_id", 0],
  ["no annotator kind", [{ ...good, annotator_kind: undefined }], "annotator_kind", 0],
  ["another annotator kind", [{ ...good, annotator_kind: "human" }], "annotator_kind", 0],
  ["a result that is text", [{ ...good, result: "good" }], "result", 0],
  ["a label that is a number", [{ ...good, result: { label: 1 } }], "result.label", 0],
  ["a score that is none", [{ ...good, result: { score: "high" } }], "result.score", 0],
  ["metadata that is a list", [{ ...good, metadata: [] }], "metadata", 0],
  ["metadata nested deeply", [{ ...good, metadata: JSON.parse(deep) }], "metadata", 0],
  ["a null identifier", [{ ...good, identifier: null }], "identifier", 0],
])("%s is 422 and named", async (_, data, field, item) => {
  const body = Array.isArray(data) && data.length > 0 ? { data } : data;
  const answer = await post(body);
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    error: {
      code: "invalid_annotation",
      details: [{ field, ...(item === undefined ? {} : { item }) }],
    },
  });
  expect(answer.headers.get("x-phoenix-server-version")).toBe("20.3.0");
});

test("numbers beyond JSON's are refused: 1e999, NaN", async () => {
  const json = JSON.stringify({ data: [{ ...good, result: { score: 0 } }] });
  expect((await post(json.replace(":0}", ":1e999}"))).status).toBe(422);
  expect((await post(json.replace(":0}", ":NaN}"))).status).toBe(400);
});

test.each<[string, string, Record<string, string>, number]>([
  ["another type", "{}", { "content-type": "text/plain" }, 415],
  ["no JSON", "{", {}, 400],
  ["a million levels", "[".repeat(1_000_000), {}, 400],
  ["millions of objects", `{"data":[${"{},".repeat(600_000)}{}]}`, {}, 413],
  ["too many annotations", JSON.stringify({ data: Array(10_001).fill(1) }), {}, 413],
  ["too long a body", `{"data":"${"x".repeat(17 * 1024 * 1024)}"}`, {}, 413],
])("%s is refused", async (_, body, headers, status) => {
  expect((await post(body, { headers })).status).toBe(status);
});

test("nothing of a request with a mistake is stored", async () => {
  await post({
    data: [
      { ...good, name: "half" },
      { ...good, name: "" },
    ],
  });
  const { body } = await list("session_ids=in%20one&include_annotation_names=half");
  expect(body).toMatchObject({ data: [] });
});

test("nothing to write is answered with nothing", async () => {
  expect(await post({ data: [] })).toMatchObject({ status: 200, body: { data: [] } });
});

test.each([
  ["session_id", "in both", annotateSessions],
  ["trace_id", traceId, annotateTraces],
  ["span_id", spanId, annotateSpans],
])("a %s of two projects is a 409 that names them", async (field, id, handle) => {
  const data = [{ [field]: id, name: "goal", annotator_kind: "CODE" }];
  const answer = await post({ data }, { handle });
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({
    error: { code: "ambiguous_target", details: [{ id, projects: ["one", "two"] }] },
  });
  const headers = { "x-project-name": "one" };
  expect((await post({ data }, { handle, headers })).status).toBe(200);
  expect((await post({ data }, { handle, url: `${base}?project=two` })).status).toBe(200);
});

test("ids are found however they are written", async () => {
  await post({ data: [{ ...good, name: "trimmed", session_id: " in one\n" }] });
  const { body } = await list("session_ids=in%20one&include_annotation_names=trimmed");
  expect(body).toMatchObject({ data: [{ session_id: "in one" }] });
  const data = [{ span_id: "C".repeat(16), name: "upper", annotator_kind: "CODE" }];
  await post({ data }, { handle: annotateSpans });
  const listed = await list(`span_ids=${"C".repeat(16)}`, listSpanAnnotations);
  expect(listed.body).toMatchObject({ data: [{ name: "upper", span_id: "c".repeat(16) }] });
});

test.each([
  ["", 422],
  ["identifier=", 422],
  ["session_ids=in%20one&limit=0", 422],
  ["session_ids=in%20one&limit=x", 422],
  ["session_ids=in%20one&cursor=x", 422],
  ["session_ids=nobody", 404],
  ["identifier=nobody", 200],
])("a list asked with %s is %i", async (query, status) => {
  expect((await list(query)).status).toBe(status);
});

test("the header names a project beyond ASCII as exporters send it", async () => {
  const sent = Buffer.from("Café ☕").toString("latin1");
  const data = [{ ...good, session_id: "of the café" }];
  const headers = { "x-project-name": sent };
  expect((await post({ data }, { headers })).status).toBe(200);
  expect(await findProject("Café ☕")).not.toBeNull();
});
