import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findTargets } from "./annotation-targets";
import { deleteAnnotation } from "./delete-annotation";
import { startTestDatabase } from "./embedded/test-database";
import { readFacet } from "./facets";
import { getTraceDetail } from "./get-trace-detail";
import { ingestSpans } from "./ingest-spans";
import { sweepPendingAnnotations } from "./pending-annotations";
import { AmbiguousTarget, type AnnotationInput } from "./place-annotations";
import { takeProjectId } from "./projects";
import { getAnnotation, putAnnotations } from "./put-annotations";
import { sessionKey } from "./session-key";
import { getSessionDetail } from "./testing/get-session-detail";
import { makeSpan, seededRandom, shuffled } from "./testing/random-spans";
import { verifyDatabase } from "./verify";

const { db } = await startTestDatabase();

let made = 0;
/** Ids that no other test has. */
function newIds() {
  made += 1;
  return {
    project: `project-${made}`,
    session: `session-${made}`,
    traceId: made.toString(16).padStart(32, "a"),
    spanId: made.toString(16).padStart(16, "b"),
  };
}

function judge(
  target: AnnotationInput["target"],
  targetId: string,
  fields: Partial<AnnotationInput> = {},
): AnnotationInput {
  return {
    target,
    targetId,
    name: "goal",
    identifier: "",
    label: "achieved",
    score: 1,
    explanation: null,
    annotatorKind: "LLM",
    metadata: null,
    source: "API",
    ...fields,
  };
}

function spanOf(ids: ReturnType<typeof newIds>, sessionId: string | null = ids.session) {
  return makeSpan(ids, sessionId === null ? {} : { "session.id": sessionId });
}

/** The labels of the session's annotations of one name, as its facets count them. */
async function readOutcomes(projectId: number, session: string): Promise<string[]> {
  const [row] = await db.execute<{ facets: string[] | null }>(sql`
    select f.facets from sessions s left join facet_sets f on f.id = s.facet_set_id
    where s.session_key = ${sessionKey(projectId, session)}`);
  return (row?.facets ?? [])
    .map(readFacet)
    .flatMap((facet) =>
      facet?.key === "outcome" && facet.label !== null ? [`${facet.name}=${facet.label}`] : [],
    );
}

test("the same name, target and identifier is replaced, another identifier stands beside", async () => {
  const ids = newIds();
  await ingestSpans([spanOf(ids)], ids.project);
  const projectId = await takeProjectId(ids.project);
  const [first] = await putAnnotations([judge("session", ids.session)], null);
  const before = await getAnnotation(projectId, first ?? "");
  const [second, other] = await putAnnotations(
    [
      judge("session", ids.session, { label: "missed", score: 0, metadata: { judge: "b" } }),
      judge("session", ids.session, { identifier: "second opinion" }),
    ],
    null,
  );
  expect(second).toBe(first);
  const after = await getAnnotation(projectId, second ?? "");
  expect(after).toMatchObject({ label: "missed", score: 0, metadata: { judge: "b" } });
  expect(after?.createdAt).toBe(before?.createdAt);
  expect(await getAnnotation(projectId, other ?? "")).toMatchObject({ label: "achieved" });
  expect(await readOutcomes(projectId, ids.session)).toEqual(["goal=achieved", "goal=missed"]);
  const detail = await getSessionDetail(projectId, ids.session);
  expect(detail?.annotations).toHaveLength(2);
});

test("of two in one request the later counts", async () => {
  const ids = newIds();
  await ingestSpans([spanOf(ids)], ids.project);
  const projectId = await takeProjectId(ids.project);
  await putAnnotations(
    ["first", "second"].map((label) => judge("session", ids.session, { label })),
    null,
  );
  expect(await readOutcomes(projectId, ids.session)).toEqual(["goal=second"]);
});

test.each(["spans first", "annotations first", "annotations first, in a named project"])(
  "session, trace and span are judged: %s",
  async (order) => {
    const ids = newIds();
    const projectId = order.endsWith("project") ? await takeProjectId(ids.project) : null;
    const judgements = [
      judge("session", ids.session, { name: "of session" }),
      judge("trace", ids.traceId, { name: "of trace" }),
      judge("span", ids.spanId, { name: "of span" }),
    ];
    const put = async () => putAnnotations(judgements, projectId);
    const ingest = async () => ingestSpans([spanOf(ids)], ids.project);
    const [written] =
      order === "spans first"
        ? [await ingest().then(put)]
        : [await put(), await ingest()].filter((one) => one !== undefined);

    const arrivedIn = await takeProjectId(ids.project);
    const detail = await getSessionDetail(arrivedIn, ids.session);
    expect(detail?.annotations.map(({ name, target }) => [name, target])).toEqual([
      ["of session", "session"],
      ["of span", "span"],
      ["of trace", "trace"],
    ]);
    expect(new Set(detail?.annotations.map(({ id }) => id))).toEqual(new Set(written));
    expect(await readOutcomes(arrivedIn, ids.session)).toEqual([
      "of session=achieved",
      "of span=achieved",
      "of trace=achieved",
    ]);
    expect(await putAnnotations(judgements, null)).toEqual(written);
    const waiting = await db.execute(sql`
      select 1 from pending_annotations where target_id in ${[ids.session, ids.traceId, ids.spanId]}`);
    expect(waiting).toHaveLength(0);
  },
);

test("what waits for a span of one project is not taken by another's", async () => {
  const ids = newIds();
  const mine = await takeProjectId(`${ids.project}-mine`);
  await putAnnotations([judge("span", ids.spanId)], mine);
  await ingestSpans([spanOf(ids)], `${ids.project}-other`);
  await ingestSpans([spanOf(ids)], `${ids.project}-mine`);
  const other = await takeProjectId(`${ids.project}-other`);
  expect((await getSessionDetail(other, ids.session))?.annotations).toEqual([]);
  expect((await getSessionDetail(mine, ids.session))?.annotations).toHaveLength(1);
});

test("an annotation of one project is not found in another", async () => {
  const ids = newIds();
  for (const name of ["a", "b"]) await ingestSpans([spanOf(ids)], `${ids.project}-${name}`);
  const [a, b] = [await takeProjectId(`${ids.project}-a`), await takeProjectId(`${ids.project}-b`)];
  const [id = ""] = await putAnnotations([judge("session", ids.session)], a);
  expect(await getAnnotation(a, id)).toMatchObject({ name: "goal" });
  expect(await getAnnotation(b, id)).toBeNull();
  expect(await deleteAnnotation(b, id)).toBe(false);
  expect((await getSessionDetail(b, ids.session))?.annotations).toEqual([]);
  expect(await readOutcomes(b, ids.session)).toEqual([]);
});

test.each(["session", "trace", "span"] as const)(
  "a %s of several projects is ambiguous until one is named; nothing is written",
  async (target) => {
    const ids = newIds();
    const names = [`${ids.project}-a`, `${ids.project}-b`];
    for (const name of names) await ingestSpans([spanOf(ids)], name);
    const targetId = { session: ids.session, trace: ids.traceId, span: ids.spanId }[target];
    const bystander = newIds();
    await ingestSpans([spanOf(bystander)], bystander.project);
    const both = [judge("session", bystander.session), judge(target, targetId)];
    const failure = await putAnnotations(both, null).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AmbiguousTarget);
    expect(failure).toMatchObject({ targetId, projectNames: names });
    const bystanderId = await takeProjectId(bystander.project);
    expect(await readOutcomes(bystanderId, bystander.session)).toEqual([]);

    const b = await takeProjectId(`${ids.project}-b`);
    await putAnnotations([judge(target, targetId)], b);
    expect(await readOutcomes(b, ids.session)).toEqual(["goal=achieved"]);
  },
);

test("a span id that stands in two traces is told apart by its trace", async () => {
  const ids = newIds();
  const otherTrace = "c".repeat(32);
  await ingestSpans([spanOf(ids), spanOf({ ...ids, traceId: otherTrace })], ids.project);
  const projectId = await takeProjectId(ids.project);
  expect((await findTargets("span", [ids.spanId], projectId)).get(ids.spanId)).toHaveLength(2);
  await expect(putAnnotations([judge("span", ids.spanId)], projectId)).rejects.toBeInstanceOf(
    AmbiguousTarget,
  );
  const written = await putAnnotations(
    [
      judge("span", ids.spanId, { traceId: otherTrace, label: "that one" }),
      judge("span", ids.spanId, { traceId: ids.traceId, label: "this one" }),
    ],
    projectId,
  );
  expect(new Set(written).size).toBe(2);
  expect((await getTraceDetail(projectId, otherTrace))?.annotations).toMatchObject([
    { label: "that one", traceId: otherTrace },
  ]);
});

test("a trace that moves to a session takes its annotations and their outcomes along", async () => {
  const ids = newIds();
  await ingestSpans([spanOf(ids, null)], ids.project);
  const projectId = await takeProjectId(ids.project);
  const [id = ""] = await putAnnotations(
    [judge("span", ids.spanId), judge("trace", ids.traceId, { name: "tone" })],
    null,
  );
  expect((await getTraceDetail(projectId, ids.traceId))?.annotations).toHaveLength(2);
  await ingestSpans(
    [
      makeSpan(
        { ...ids, spanId: "c".repeat(16), parentSpanId: ids.spanId },
        { "session.id": ids.session },
      ),
    ],
    ids.project,
  );
  expect(await readOutcomes(projectId, ids.session)).toEqual(["goal=achieved", "tone=achieved"]);
  expect(await deleteAnnotation(projectId, id)).toBe(true);
  expect(await readOutcomes(projectId, ids.session)).toEqual(["tone=achieved"]);
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("a deleted annotation is gone from the session and its outcomes", async () => {
  const ids = newIds();
  await ingestSpans([spanOf(ids)], ids.project);
  const projectId = await takeProjectId(ids.project);
  const [goal = "", tone = ""] = await putAnnotations(
    [judge("session", ids.session), judge("trace", ids.traceId, { name: "tone" })],
    null,
  );
  expect(await deleteAnnotation(projectId, goal)).toBe(true);
  expect(await deleteAnnotation(projectId, goal)).toBe(false);
  expect(await readOutcomes(projectId, ids.session)).toEqual(["tone=achieved"]);
  expect(await deleteAnnotation(projectId, tone)).toBe(true);
  const detail = await getSessionDetail(projectId, ids.session);
  expect(detail?.annotations).toEqual([]);
  expect(detail?.session).toMatchObject({ traces: 1, annotations: {} });
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("deleting makes no session out of a trace that has none, or of one that has not arrived", async () => {
  const ids = newIds();
  await ingestSpans(
    [
      makeSpan(ids, {
        "session.evaluations.0.evaluation.name": "carried",
        "session.evaluations.0.evaluation.label": "yes",
      }),
    ],
    ids.project,
  );
  const projectId = await takeProjectId(ids.project);
  const [trace = "", session = ""] = await putAnnotations(
    [judge("trace", ids.traceId), judge("session", "never arrives")],
    projectId,
  );
  const [carried] = await db.execute<{ id: string }>(sql`
    select id from annotations where project_id = ${projectId} and name = 'carried'`);
  for (const id of [trace, session, carried?.id ?? ""])
    expect(await deleteAnnotation(projectId, id)).toBe(true);
  const left = await db.execute(sql`
    select project_id from sessions where project_id = ${projectId}
    union all select project_id from session_texts where project_id = ${projectId}
    union all select project_id from annotations where project_id = ${projectId}`);
  expect(left).toHaveLength(0);
});

test("eight writers of the same annotations, in any order, leave one row of each", async () => {
  const ids = newIds();
  const sessions = Array.from({ length: 20 }, (_, index) => `${ids.session}-${index}`);
  await ingestSpans(
    sessions.map((session, index) =>
      makeSpan(
        {
          traceId: index.toString(16).padStart(32, "d"),
          spanId: index.toString(16).padStart(16, "d"),
        },
        { "session.id": session },
      ),
    ),
    ids.project,
  );
  const projectId = await takeProjectId(ids.project);
  const all = [...sessions, "not yet here 1", "not yet here 2", "not yet here 3"];
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let round = 0; round < 5; round += 1) {
        const turned = [...all.slice(writer * 2), ...all.slice(0, writer * 2)];
        await putAnnotations(
          turned.map((session) => judge("session", session, { label: `by ${writer}` })),
          null,
        );
      }
    }),
  );
  const [counts] = await db.execute(sql`
    select (select count(*)::int from annotations where project_id = ${projectId}) as placed,
      (select count(*)::int from pending_annotations where target_id like 'not yet here%') as waiting`);
  expect(counts).toEqual({ placed: 20, waiting: 3 });
  for (const session of sessions) {
    expect(await readOutcomes(projectId, session)).toHaveLength(1);
  }
  expect((await verifyDatabase()).differences).toEqual([]);
});

test("annotations written while their spans are being stored are not lost", async () => {
  const rounds = Array.from({ length: 30 }, newIds);
  await Promise.all(
    rounds.flatMap((ids) => [
      ingestSpans([spanOf(ids)], ids.project),
      putAnnotations([judge("session", ids.session), judge("span", ids.spanId)], null),
    ]),
  );
  await sweepPendingAnnotations();
  for (const ids of rounds) {
    const detail = await getSessionDetail(await takeProjectId(ids.project), ids.session);
    expect(detail?.annotations).toHaveLength(2);
  }
});

test("names, ids and identifiers of the greatest length wait and arrive", async () => {
  const ids = newIds();
  const long = (letter: string) =>
    Array.from({ length: 1_000 }, (_, index) =>
      String.fromCharCode(33 + ((index * 7 + letter.charCodeAt(0)) % 90)),
    ).join("");
  const session = long("a");
  await putAnnotations(
    [judge("session", session, { name: long("n"), identifier: long("i") })],
    null,
  );
  await ingestSpans([spanOf(ids, session)], ids.project);
  const detail = await getSessionDetail(await takeProjectId(ids.project), session);
  expect(detail?.annotations).toMatchObject([{ name: long("n"), identifier: long("i") }]);
});

test("a name and a label that escapes make too long to count are stored all the same", async () => {
  const ids = newIds();
  const text = (seed: number) =>
    Array.from(shuffled([...Array(1_000).keys()], seededRandom(seed)), (number) =>
      String.fromCharCode(number % 8 === 0 ? 1 + (number % 31) : 35 + (number % 57)),
    ).join("");
  await ingestSpans([spanOf(ids)], ids.project);
  await putAnnotations([judge("session", ids.session, { name: text(1), label: text(2) })], null);
  const projectId = await takeProjectId(ids.project);
  const detail = await getSessionDetail(projectId, ids.session);
  expect(detail?.annotations).toMatchObject([{ name: text(1), label: text(2) }]);
});
