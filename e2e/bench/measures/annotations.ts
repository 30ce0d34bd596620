import type { Bench, Reading } from "../bench";
import { cpuNote, readCpuTime } from "../cpu-time";
import { median } from "../statistics";
import { readPage } from "./far-cursor";

const batch = 100;
const batches = 100;
const connections = 4;
const sessionsJudged = 2_000;

/** Batches of 100 in the shape of phoenix-client, of sessions that are there. */
export async function annotations(bench: Bench): Promise<Reading[]> {
  const ids = await readIds(bench);
  await sendBatches(bench, ids, "bench-warm-up");
  const rates: number[] = [];
  const before = readCpuTime(bench.app);
  for (let run = 0; run < bench.runs; run += 1) {
    const started = performance.now();
    await sendBatches(bench, ids, `bench-${run}-${Date.now()}`);
    rates.push((batch * batches * 1000) / (performance.now() - started));
  }
  const note = cpuNote(before, readCpuTime(bench.app), batch * batches * bench.runs);
  return [{ name: "annotations: 100 a request", value: median(rates), p50: null, note }];
}

async function readIds(bench: Bench): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null && ids.length < sessionsJudged; ) {
    const page = await readPage(bench, { limit: "200", sort: "startedAt", dir: "asc" }, cursor);
    ids.push(...page.rows.map(({ sessionId }) => sessionId));
    cursor = page.nextCursor;
  }
  return ids;
}

async function sendBatches({ app, dataset }: Bench, ids: string[], name: string): Promise<void> {
  const bodies = Array.from({ length: batches }, (_, at) => toBody(ids, at * batch, name));
  const headers = { "content-type": "application/json", "x-project-name": dataset.project };
  let next = 0;
  const work = async () => {
    for (let body = bodies[next++]; body; body = bodies[next++]) {
      const { status } = await app.client.post("/v1/session_annotations?sync=true", headers, body);
      if (status !== 200) throw new Error(`Annotations were answered ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
}

function toBody(ids: string[], from: number, name: string): Buffer {
  const data = Array.from({ length: batch }, (_, index) => ({
    session_id: ids[(from + index) % ids.length],
    name,
    identifier: String(Math.floor((from + index) / ids.length)),
    annotator_kind: "LLM",
    result: { label: index % 3 === 0 ? "missed" : "achieved", score: (index % 10) / 10 },
  }));
  return Buffer.from(JSON.stringify({ data }));
}
