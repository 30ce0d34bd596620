import fs from "node:fs";
import { isLivePostgres, readPostmaster } from "@/db/embedded/postmaster";

const longestStopMs = 15_000;

/** Asks for a fast shutdown and blocks until it is done: an exit handler cannot await. */
export function stopPostgres(cluster: string): void {
  const found = readPostmaster(cluster);
  if (!found || !isLivePostgres(found.pid)) return;
  process.kill(found.pid, "SIGINT");
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; waitedMs < longestStopMs; waitedMs += 20) {
    // It takes its file away before it has given back its memory.
    if (readPostmaster(cluster)?.pid !== found.pid && !isLivePostgres(found.pid)) break;
    Atomics.wait(pause, 0, 0, 20);
  }
  if (found.socketFolder !== "" && found.socketFolder !== cluster) {
    fs.rmSync(found.socketFolder, { recursive: true, force: true });
  }
}
