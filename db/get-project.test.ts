import { expect, test } from "vitest";
import { startTestDatabase } from "./embedded/test-database";
import { getChangedAt, getProjectDetail } from "./get-project";
import { ingestSpans } from "./ingest-spans";
import { takeProjectId } from "./projects";
import { makeSpan } from "./testing/random-spans";

await startTestDatabase();

function session(number: number, names: string[]) {
  const hex = number.toString(16);
  const verdicts = names.flatMap((name, index) => [
    [`session.evaluations.${index}.evaluation.name`, name],
    [`session.evaluations.${index}.evaluation.label`, `label ${number}`],
  ]);
  return makeSpan(
    { traceId: hex.padStart(32, "0"), spanId: hex.padStart(16, "0") },
    {
      "session.id": `s-${number}`,
      "metadata.plan": "pro",
      "input.value": "hello",
      ...Object.fromEntries(verdicts),
    },
  );
}

test("annotation names come by how many recent sessions have them", async () => {
  const project = { id: await takeProjectId("names"), name: "names" };
  expect(await getChangedAt(project.id)).toBeNull();
  await ingestSpans(
    [session(1, ["rare", "usual"]), session(2, ["usual"]), session(3, [])],
    "names",
  );
  expect(await getProjectDetail(project)).toEqual({
    ...project,
    annotationNames: ["usual", "rare"],
    metadataKeys: ["plan"],
  });
  expect(await getChangedAt(project.id)).not.toBeNull();
});
