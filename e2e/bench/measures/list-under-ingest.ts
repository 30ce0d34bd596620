import type { Bench, Figure } from "../bench";
import { makeBodies, sendSteadily, spansARequest } from "./send-spans";
import { latencyFigure, sessionsPath, timeRequests } from "./time-requests";

const spansPerSecond = 5_000;
const mostSeconds = 60;
const sorts = ["lastActivityAt", "startedAt", "costUsd", "totalTokens", "durationMs", "turns"];

/** The list while 5,000 spans a second arrive. */
export async function listUnderIngest(bench: Bench): Promise<Figure[]> {
  const bodies = makeBodies(Math.ceil((spansPerSecond * mostSeconds) / spansARequest), "protobuf");
  const paths = sorts.flatMap((sort) =>
    ["asc", "desc"].map((dir) => sessionsPath(bench, { sort, dir, limit: "50" })),
  );
  const timing = timeRequests({ ...bench, runs: 25 }, paths);
  const reached = await sendSteadily(bench, bodies, spansPerSecond, timing);
  const figure = latencyFigure("list while spans arrive, p95", await timing, 40);
  return [{ ...figure, note: `${figure.note}; ${Math.round(reached)} spans/s arrived` }];
}
