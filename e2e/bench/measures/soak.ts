import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Reading } from "../bench";
import { residentMb } from "../cpu-time";
import { slope } from "../statistics";
import { makeBodies, sendSteadily } from "./send-spans";
import { sessionsPath, timeRequest } from "./time-requests";

const spansPerSecond = 1_000;
const sampleMs = 2_000;
const bodiesMade = 60;
const hourMs = 3_600_000;

/** People read while spans arrive; how the server's memory grows, over the second half. */
export async function soak(bench: Bench): Promise<Reading[]> {
  if (bench.soakMinutes === 0) return [];
  const { app, dataset } = bench;
  const started = Date.now();
  const endsAt = started + bench.soakMinutes * 60_000;
  const isOn = () => Date.now() < endsAt;
  const paths = [
    sessionsPath(bench, { sort: "costUsd" }),
    sessionsPath(bench, { q: dataset.words.medium }),
    sessionsPath(bench, { user: dataset.user }),
    sessionsPath(bench, { range: "7d" }, "/facets"),
    sessionsPath(bench, {}, "/stats"),
    sessionsPath(bench, {}, "/activity"),
    ...dataset.longSessions.map(
      ({ sessionId }) => `/projects/${dataset.project}/sessions/${sessionId}`,
    ),
  ];
  const points: { x: number; y: number }[] = [];
  const read = async () => {
    while (isOn()) {
      for (const path of paths) await timeRequest(bench, path);
      await sleep(100);
    }
  };
  const watch = async () => {
    while (isOn()) {
      points.push({ x: (Date.now() - started) / hourMs, y: residentMb(app.pid) });
      await sleep(sampleMs);
    }
  };
  const write = async () => {
    while (isOn()) {
      const bodies = await makeBodies(bodiesMade, "protobuf");
      await sendSteadily(bench, bodies, spansPerSecond, sleep(Math.max(0, endsAt - Date.now())));
    }
  };
  await Promise.all([read(), watch(), write()]);
  const half = points.slice(points.length >> 1);
  const note = `${bench.soakMinutes} minutes, ${points[0]?.y.toFixed(0)} to ${points.at(-1)?.y.toFixed(0)} MB`;
  return [{ name: "soak: growth of the server's memory", value: slope(half), p50: null, note }];
}
