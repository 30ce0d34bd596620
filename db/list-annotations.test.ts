import { expect, test } from "vitest";
import type { AnnotationCursor } from "@/lib/phoenix/annotation-cursor";
import { startTestDatabase } from "./embedded/test-database";
import { ingestSpans } from "./ingest-spans";
import { type ListedTargets, listAnnotations } from "./list-annotations";
import type { AnnotationInput } from "./place-annotations";
import { takeProjectId } from "./projects";
import { putAnnotations } from "./put-annotations";
import { makeSpan } from "./testing/random-spans";

await startTestDatabase();

const traceId = "a".repeat(32);
const spanId = "b".repeat(16);
const ids = { session: "s", trace: traceId, span: spanId } as const;
for (const project of ["mine", "other"]) {
  await ingestSpans([makeSpan({ traceId, spanId }, { "session.id": "s" })], project);
}
const mine = await takeProjectId("mine");
const other = await takeProjectId("other");

function judge(target: keyof typeof ids, name: string, identifier = ""): AnnotationInput {
  const judgement = {
    label: "yes",
    score: 0.5,
    explanation: "why",
    annotatorKind: "CODE",
  } as const;
  return {
    target,
    targetId: ids[target],
    name,
    identifier,
    ...judgement,
    metadata: { a: 1 },
    source: "API",
  };
}

for (const target of ["session", "trace", "span"] as const) {
  for (const name of ["one", "two", "three"]) await putAnnotations([judge(target, name)], mine);
  await putAnnotations([judge(target, "one", "again"), judge(target, "four", "again")], mine);
  await putAnnotations([judge(target, "foreign")], other);
}

const nothing = { identifiers: [], includeNames: [], excludeNames: [] };

async function list(target: ListedTargets["target"], asked: Partial<ListedTargets> = {}) {
  const wanted = { target, ids: [ids[target]], ...nothing, ...asked };
  const { annotations } = await listAnnotations(mine, wanted, { from: null, limit: 100 });
  return annotations;
}

test.each(["session", "trace", "span"] as const)("a %s's annotations, by name", async (target) => {
  const all = await list(target);
  expect(all).toHaveLength(5);
  expect(all.at(-1)).toMatchObject({
    targetId: ids[target],
    name: "one",
    label: "yes",
    score: 0.5,
    explanation: "why",
    annotatorKind: "CODE",
    metadata: { a: 1 },
    source: "API",
  });
  expect((await list(target, { includeNames: ["one"] })).map(({ name }) => name)).toEqual([
    "one",
    "one",
  ]);
  const rest = await list(target, { excludeNames: ["one", "two"] });
  expect(rest.map(({ name }) => name).sort()).toEqual(["four", "three"]);
  expect(await list(target, { ids: ["absent"] })).toEqual([]);
});

test.each(["session", "trace", "span"] as const)(
  "a %s's annotations, by identifier",
  async (target) => {
    const again = await list(target, { ids: [], identifiers: ["again"] });
    expect(again.map(({ name }) => name).sort()).toEqual(["four", "one"]);
    expect(again.map(({ targetId }) => targetId)).toEqual([ids[target], ids[target]]);
  },
);

test("pages are the whole list, the newest first, each row once", async () => {
  const wanted = { target: "span" as const, ids: [spanId], ...nothing };
  const seen: string[] = [];
  let from: AnnotationCursor | null = null;
  for (let page = 0; page < 10; page += 1) {
    const { annotations, next } = await listAnnotations(mine, wanted, { from, limit: 2 });
    seen.push(...annotations.map(({ id }) => id));
    from = next;
    if (!next) break;
  }
  const all = await list("span");
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(all.map(({ createdAt }) => createdAt)).toEqual(
    all
      .map(({ createdAt }) => createdAt)
      .sort()
      .reverse(),
  );
});
