import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Reading } from "../bench";
import { farCursor } from "./far-cursor";
import { orders } from "./list";
import { makeBodies, sendSteadily, spansARequest } from "./send-spans";
import { fewest, latencyOf, sessionsPath, timeRequest } from "./time-requests";

const spansPerSecond = 5_000;
const seconds = 25;
const warmUpMs = 4_000;
const readEveryMs = 50;
const farSorts = ["lastActivityAt", "costUsd"];

/** Twenty pages a second, one after the other, of every order while spans arrive. */
export async function listUnderIngest(bench: Bench): Promise<Reading[]> {
  const paths = orders.map((order) => sessionsPath(bench, order));
  for (const order of orders.filter(({ sort }) => farSorts.includes(sort))) {
    const cursor = await farCursor(bench, { sort: order.sort, dir: order.dir });
    paths.push(sessionsPath(bench, { ...order, cursor }));
  }
  const bodies = await makeBodies(
    Math.ceil((spansPerSecond * seconds) / spansARequest),
    "protobuf",
  );
  const times: number[] = [];
  const endsAt = performance.now() + seconds * 1000;
  const read = async () => {
    const warmAt = performance.now() + warmUpMs;
    for (let turn = 0; performance.now() < endsAt || times.length < fewest; turn += 1) {
      const path = paths[turn % paths.length] ?? "";
      const ms = await timeRequest(bench, path);
      if (performance.now() > warmAt) times.push(ms);
      await sleep(Math.max(0, readEveryMs - ms));
    }
  };
  const reading = read();
  const reached = await sendSteadily(bench, bodies, spansPerSecond, reading);
  const note = `${Math.round(reached)} spans/s arrived`;
  return [latencyOf("list: while 5,000 spans/s arrive", times, note)];
}
