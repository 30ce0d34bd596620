import type { Bench, Figure } from "../bench";
import { cpuNote, readCpuTime } from "../cpu-time";
import { median } from "../statistics";
import { sessionsPath } from "./time-requests";

const batch = 100;
const batches = 60;
const connections = 4;

/** Batches of 100 in the shape of phoenix-client, of sessions that are there. */
export async function annotations(bench: Bench): Promise<Figure[]> {
  const { app } = bench;
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null && ids.length < 2_000; ) {
    const search: Record<string, string> = { limit: "200", sort: "userId" };
    if (cursor !== "") search.cursor = cursor;
    const { body } = await app.client.get(sessionsPath(bench, search));
    const page: { rows: { sessionId: string }[]; nextCursor: string | null } = JSON.parse(
      body.toString(),
    );
    ids.push(...page.rows.map(({ sessionId }) => sessionId));
    cursor = page.nextCursor;
  }
  const rates: number[] = [];
  let note = "";
  for (let run = 0; run < bench.runs; run += 1) {
    const bodies = Array.from({ length: batches }, (_, at) =>
      toBody(ids, at * batch, `bench-${run}`),
    );
    const before = readCpuTime(app);
    const started = performance.now();
    let next = 0;
    const work = async () => {
      for (let body = bodies[next++]; body; body = bodies[next++]) {
        const answer = await app.client.post(
          "/v1/session_annotations?sync=true",
          { "content-type": "application/json", "x-project-name": bench.dataset.project },
          body,
        );
        if (answer.status !== 200) throw new Error(`Annotations: ${answer.status} ${answer.body}`);
      }
    };
    await Promise.all(Array.from({ length: connections }, work));
    rates.push((batch * batches * 1000) / (performance.now() - started));
    note = cpuNote(before, readCpuTime(app), batch * batches);
  }
  const value = median(rates);
  return [{ name: "annotations, 100 a request", unit: "per second", value, target: 2_000, note }];
}

function toBody(ids: string[], from: number, name: string): Buffer {
  const data = Array.from({ length: batch }, (_, index) => ({
    session_id: ids[(from + index) % ids.length],
    name,
    annotator_kind: "LLM",
    result: { label: index % 3 === 0 ? "missed" : "achieved", score: (index % 10) / 10 },
  }));
  return Buffer.from(JSON.stringify({ data }));
}
