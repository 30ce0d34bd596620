import { randomBytes } from "node:crypto";
import { createClient } from "@arizeai/phoenix-client";
import {
  addSessionAnnotation,
  deleteSession,
  deleteSessions,
  getSession,
  listSessions,
  logSessionAnnotations,
} from "@arizeai/phoenix-client/sessions";
import {
  addSpanAnnotation,
  getSpanAnnotations,
  logSpanAnnotations,
} from "@arizeai/phoenix-client/spans";
import { addTraceAnnotation, logTraceAnnotations } from "@arizeai/phoenix-client/traces";
import type { APIRequestContext } from "@playwright/test";
import { test as base, expect } from "./fixtures/test";

const test = base.extend<{ client: ReturnType<typeof createClient> }>({
  client: async ({ baseURL }, use) => {
    await use(createClient({ options: { baseUrl: baseURL } }));
  },
});

/** Ids and a project that no other test has. */
function newIds() {
  const suffix = randomBytes(4).toString("hex");
  return {
    project: `evals ${suffix}`,
    session: `conversation/${suffix}`,
    traceId: randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
  };
}

type Ids = ReturnType<typeof newIds>;

async function sendSpan(request: APIRequestContext, { project, session, traceId, spanId }: Ids) {
  const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
  const startMs = Date.now() - 2_000;
  const span = {
    traceId,
    spanId,
    name: "chat",
    startTimeUnixNano: `${startMs}000000`,
    endTimeUnixNano: `${startMs + 1_000}000000`,
    attributes: [
      attribute("session.id", session),
      attribute("openinference.span.kind", "LLM"),
      attribute("llm.input_messages.0.message.role", "user"),
      attribute("llm.input_messages.0.message.content", "Where is my order?"),
      { key: "llm.token_count.prompt", value: { intValue: "7" } },
      { key: "llm.token_count.completion", value: { intValue: "3" } },
    ],
  };
  const resource = { attributes: [attribute("openinference.project.name", project)] };
  const answer = await request.post("/v1/traces", {
    data: { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] },
  });
  expect(answer.status()).toBe(200);
}

interface Judgement {
  name: string;
  target: string;
  label: string | null;
}

/** Of the session, its turns' traces and their spans. */
async function readAnnotations(request: APIRequestContext, { project, session }: Ids) {
  const path = [project, "sessions", session].map(encodeURIComponent).join("/");
  const answer = await request.get(`/api/projects/${path}`);
  expect(answer.status()).toBe(200);
  const document: { annotations: Judgement[]; turns: { annotations: Judgement[] }[] } =
    await answer.json();
  return [document, ...document.turns]
    .flatMap(({ annotations }) => annotations)
    .map(({ name, target, label }) => `${target} ${name}: ${label}`)
    .sort();
}

const written = ["session goal: achieved", "span tone: polite", "trace route: right"];

for (const order of ["spans first", "evals first"]) {
  test(`Phoenix's client writes evals that show in the session, ${order}`, async ({
    client,
    request,
  }) => {
    const ids = newIds();
    if (order === "spans first") await sendSpan(request, ids);
    const score = 0.5;
    const [session] = await logSessionAnnotations({
      client,
      sessionAnnotations: [{ sessionId: ids.session, name: "goal", label: "achieved", score }],
    });
    await logTraceAnnotations({
      client,
      traceAnnotations: [{ traceId: ids.traceId, name: "route", label: "right" }],
      sync: true,
    });
    await logSpanAnnotations({
      client,
      spanAnnotations: [
        { spanId: ids.spanId, name: "tone", label: "polite", metadata: { by: "x" } },
      ],
    });
    if (order === "evals first") await sendSpan(request, ids);
    expect(await readAnnotations(request, ids)).toEqual(written);

    const again = await addSessionAnnotation({
      client,
      sessionAnnotation: { sessionId: ids.session, name: "goal", label: "missed", score: 0 },
      sync: true,
    });
    expect(again).toEqual(session);
    expect(await readAnnotations(request, ids)).toContain("session goal: missed");
  });
}

test("single evals, and several judges of one name", async ({ client, request }) => {
  const ids = newIds();
  await sendSpan(request, ids);
  const spanAnnotation = { spanId: ids.spanId, name: "tone", label: "polite" };
  await addSpanAnnotation({ client, spanAnnotation });
  await addSpanAnnotation({
    client,
    spanAnnotation: {
      ...spanAnnotation,
      label: "rude",
      identifier: "second",
      annotatorKind: "LLM",
    },
  });
  await addTraceAnnotation({
    client,
    traceAnnotation: { traceId: ids.traceId, name: "route", score: 1 },
  });
  expect(await readAnnotations(request, ids)).toEqual([
    "span tone: polite",
    "span tone: rude",
    "trace route: null",
  ]);
  const { annotations, nextCursor } = await getSpanAnnotations({
    client,
    project: { projectName: ids.project },
    spanIds: [ids.spanId],
    limit: 1,
  });
  expect(annotations).toMatchObject([
    { span_id: ids.spanId, identifier: "second", result: { label: "rude" } },
  ]);
  const rest = await getSpanAnnotations({
    client,
    project: { projectName: ids.project },
    spanIds: [ids.spanId],
    cursor: nextCursor,
    excludeAnnotationNames: ["route"],
  });
  expect(rest.annotations).toMatchObject([{ identifier: "", annotator_kind: "HUMAN" }]);
  expect(rest.nextCursor).toBeNull();
});

test("Phoenix's client lists projects and sessions, and finds one by either id", async ({
  client,
  request,
}) => {
  const ids = newIds();
  await sendSpan(request, ids);
  const other = { ...newIds(), project: ids.project };
  await sendSpan(request, other);
  const { data } = await client.GET("/v1/projects", {});
  const project = data?.data.find(({ name }) => name === ids.project);
  expect(project).toBeDefined();

  const sessions = await listSessions({ client, projectId: project?.id ?? "" });
  expect(sessions.map(({ sessionId }) => sessionId).sort()).toEqual(
    [ids.session, other.session].sort(),
  );
  const session = await getSession({ client, sessionId: ids.session });
  expect(session).toMatchObject({
    sessionId: ids.session,
    projectId: project?.id,
    traces: [{ traceId: ids.traceId }],
  });
  expect(await getSession({ client, sessionId: session.id })).toEqual(session);
  const raw = await client.GET("/v1/sessions/{session_identifier}", {
    params: { path: { session_identifier: session.id } },
  });
  expect(raw.data?.data).toMatchObject({ token_count_prompt: 7, token_count_completion: 3 });
});

test("sessions that Phoenix's client deletes are gone, with their evals", async ({
  client,
  request,
}) => {
  const [one, two, three] = [newIds(), newIds(), newIds()];
  for (const ids of [one, two, three]) {
    await sendSpan(request, ids);
    await addSessionAnnotation({
      client,
      sessionAnnotation: { sessionId: ids.session, name: "goal", label: "achieved" },
    });
  }
  await deleteSession({ client, sessionId: one.session });
  await deleteSessions({ client, sessionIds: [two.session, "never there"] });
  for (const gone of [one, two]) {
    await expect(getSession({ client, sessionId: gone.session })).rejects.toThrow(/404/);
  }
  expect(await readAnnotations(request, three)).toEqual(["session goal: achieved"]);
  await sendSpan(request, one);
  expect(await readAnnotations(request, one)).toEqual([]);
});

test("a mistake is a 422 that names the item and the field", async ({ request }) => {
  const good = { session_id: "x", name: "goal", annotator_kind: "LLM" };
  const answer = await request.post("/v1/session_annotations?sync=false", {
    data: { data: [good, { ...good, annotator_kind: "ROBOT" }] },
  });
  expect(answer.status()).toBe(422);
  expect(answer.headers()["x-phoenix-server-version"]).toBe("20.3.0");
  const body = await answer.json();
  expect(body.error.message).toContain("data[1].annotator_kind");
  expect(body.error.details).toMatchObject([{ item: 1, field: "annotator_kind" }]);
});

test("a session of two projects is judged in the one that is named", async ({ request }) => {
  const ids = newIds();
  const twin = { ...ids, project: `${ids.project} twin` };
  for (const one of [ids, twin]) await sendSpan(request, one);
  const data = { data: [{ session_id: ids.session, name: "goal", annotator_kind: "LLM" }] };
  const refused = await request.post("/v1/session_annotations", { data });
  expect(refused.status()).toBe(409);
  expect((await refused.json()).error.details[0].projects).toEqual([ids.project, twin.project]);
  const headers = { "x-project-name": twin.project };
  expect((await request.post("/v1/session_annotations", { data, headers })).status()).toBe(200);
  expect(await readAnnotations(request, ids)).toEqual([]);
  expect(await readAnnotations(request, twin)).toEqual(["session goal: null"]);
});

test("a person's eval is added, changed and removed", async ({ request }) => {
  const ids = newIds();
  await sendSpan(request, ids);
  const path = `/api/projects/${encodeURIComponent(ids.project)}/annotations`;
  const judgement = { target: "span", spanId: ids.spanId, traceId: ids.traceId, name: "tone" };
  const added = await (
    await request.post(path, { data: { ...judgement, label: "polite" } })
  ).json();
  expect(added).toMatchObject({
    target: "span",
    spanId: ids.spanId,
    traceId: ids.traceId,
    label: "polite",
    score: null,
    annotatorKind: "HUMAN",
    identifier: "",
  });
  const changed = await (
    await request.post(path, { data: { ...judgement, label: "rude", score: 0 } })
  ).json();
  expect(changed).toMatchObject({ id: added.id, label: "rude", score: 0 });
  expect(await readAnnotations(request, ids)).toEqual(["span tone: rude"]);

  const unknown = await request.post(path, {
    data: { target: "session", sessionId: "nobody", name: "x", label: "y" },
  });
  expect(unknown.status()).toBe(404);
  const invalid = await request.post(path, { data: { ...judgement, name: "" } });
  expect(invalid.status()).toBe(400);
  expect((await invalid.json()).error.details[0].field).toBe("name");

  expect((await request.delete(`${path}/${added.id}`)).status()).toBe(204);
  expect((await request.delete(`${path}/${added.id}`)).status()).toBe(404);
  expect((await request.delete(`${path}/nonsense`)).status()).toBe(404);
  expect(await readAnnotations(request, ids)).toEqual([]);
});
