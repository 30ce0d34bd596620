import { expect, test } from "vitest";
import { deleteSessions } from "./delete-sessions";
import { startTestDatabase } from "./embedded/test-database";
import { getProjectDetail, readPulse } from "./get-project";
import { ingestSpans } from "./ingest-spans";
import { takeProjectId } from "./projects";
import { sessionKey } from "./session-key";
import { makeSpan } from "./testing/random-spans";

const { sql } = await startTestDatabase();

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
  expect(await readPulse(project.id)).toEqual({ changedAt: null, mark: null });
  await ingestSpans(
    [session(1, ["rare", "usual"]), session(2, ["usual"]), session(3, [])],
    "names",
  );
  expect(await getProjectDetail(project)).toEqual({
    ...project,
    annotationNames: ["usual", "rare"],
    metadataKeys: ["plan"],
  });
  expect((await readPulse(project.id)).changedAt).not.toBeNull();
});

test("the mark tells every write, also beside one whose clock runs ahead", async () => {
  const id = await takeProjectId("pulse");
  await ingestSpans([session(11, []), session(12, [])], "pulse");
  const ahead = sessionKey(id, "s-11");
  await sql`update sessions set touched_at = touched_at + interval '1 hour' where session_key = ${ahead}`;
  const first = await readPulse(id);
  expect(await readPulse(id)).toEqual(first);

  await ingestSpans([{ ...session(13, []), traceId: "13".repeat(16) }], "pulse");
  const second = await readPulse(id);
  expect(second.changedAt).toBe(first.changedAt);
  expect(second.mark).not.toBe(first.mark);

  const again = session(12, ["late"]);
  await ingestSpans([{ ...again, spanId: "f".repeat(16) }], "pulse");
  const third = await readPulse(id);
  expect(third.mark).not.toBe(second.mark);

  await deleteSessions([sessionKey(id, "s-13")]);
  expect((await readPulse(id)).mark).not.toBe(third.mark);
});
