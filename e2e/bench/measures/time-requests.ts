import type { Bench, Reading } from "../bench";
import { cpuNote, readCpuTime } from "../cpu-time";
import { percentile } from "../statistics";
import type { FigureName } from "../targets";

/** Requests that a figure is taken from. */
export const fewest = 100;
const warmUp = 2;

/** Asks each path in turn, at least so often in all, and gives the milliseconds. */
export async function timeRequests(
  bench: Bench,
  paths: string[],
  atLeast = fewest,
): Promise<number[]> {
  const rounds = Math.max(bench.runs, Math.ceil(atLeast / paths.length));
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const path of paths) {
      const ms = await timeRequest(bench, path);
      if (round >= 0) times.push(ms);
    }
  }
  return times;
}

/** Throws when the answer is no 200. */
export async function timeRequest({ app }: Bench, path: string): Promise<number> {
  const { status, ms, body } = await app.client.get(path);
  if (status !== 200) throw new Error(`${path}: ${status} ${body.toString().slice(0, 200)}`);
  return ms;
}

export function latencyOf(name: FigureName, times: number[], note = ""): Reading {
  const worst = `longest ${percentile(times, 1).toFixed(1)} of ${times.length}`;
  return {
    name,
    value: percentile(times, 0.95),
    p50: percentile(times, 0.5),
    note: note === "" ? worst : `${worst}; ${note}`,
  };
}

export interface Question {
  name: FigureName;
  path: string;
  note?: string;
}

export async function timeEach(bench: Bench, questions: Question[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const { name, path, note } of questions) {
    const before = readCpuTime(bench.app);
    const times = await timeRequests(bench, [path]);
    const cpu = cpuNote(before, readCpuTime(bench.app), times.length + warmUp);
    readings.push(latencyOf(name, times, [cpu, note ?? ""].filter(Boolean).join("; ")));
  }
  return readings;
}

export function sessionsPath(
  { dataset }: Bench,
  search: Record<string, string>,
  tail = "",
): string {
  const query = new URLSearchParams(search).toString();
  return `/api/projects/${dataset.project}/sessions${tail}?${query}`;
}
