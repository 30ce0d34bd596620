import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Reading } from "../bench";
import { residentMb } from "../cpu-time";
import { sessionsPath } from "./time-requests";

const mostRows = 100_000;
const newline = 0x0a;

/** JSON Lines of up to 100,000 sessions. */
export async function exportSessions(bench: Bench): Promise<Reading[]> {
  const { app, dataset } = bench;
  const before = residentMb(app.pid);
  let most = before;
  let rows = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, residentMb(app.pid));
      await sleep(50);
    }
  })();
  const started = performance.now();
  const path = sessionsPath(bench, { format: "jsonl" });
  const status = await app.client.stream(path, (bytes) => {
    rows += countLines(bytes);
    return rows >= mostRows ? "enough" : "more";
  });
  const seconds = (performance.now() - started) / 1000;
  isOver = true;
  await watching;
  const wanted = Math.min(mostRows, dataset.sessions);
  if (status !== 200 || rows < wanted) throw new Error(`The export gave ${rows} rows (${status}).`);
  const growth = most - before;
  return [
    { name: "export: JSONL", value: rows / seconds, p50: null, note: `${rows} rows` },
    {
      ...{ name: "export: growth of memory", value: growth, p50: null },
      note: `from ${before.toFixed(0)} MB`,
    },
  ];
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1;
  return lines;
}
