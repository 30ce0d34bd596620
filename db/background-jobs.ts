import { isDatabaseAway } from "@/lib/database-away";
import { applyRetention } from "./expire-spans";
import { foldSessionChanges } from "./fold-session-changes";
import { ensurePartitions } from "./partitions";
import { sweepPendingAnnotations } from "./pending-annotations";
import { runAlone } from "./run-alone";
import { settleSessions } from "./settle-sessions";
import { sweepRollups } from "./sweep-rollups";

interface Job {
  /** Of the lock; versions that run side by side share it. */
  id: number;
  run: () => Promise<unknown>;
  everyMs: number;
}

/** Each round runs in one of the processes that share a database, whichever comes first. */
const jobs: Job[] = [
  { id: 1, run: () => settleSessions(), everyMs: 5_000 },
  { id: 2, run: foldSessionChanges, everyMs: 2_000 },
  { id: 3, run: () => sweepPendingAnnotations(), everyMs: 10_000 },
  {
    id: 4,
    run: () => ensurePartitions([Date.now(), Date.now() + 7 * 86_400_000]),
    everyMs: 3_600_000,
  },
  { id: 5, run: applyRetention, everyMs: 60_000 },
  { id: 6, run: sweepRollups, everyMs: 3_600_000 },
];

declare global {
  var colloquyJobs: NodeJS.Timeout[] | undefined;
}

/** Runs the jobs until the process ends; a second call changes nothing. */
export function startBackgroundJobs(): void {
  if (globalThis.colloquyJobs) return;
  globalThis.colloquyJobs = jobs.map(({ id, run, everyMs }) => {
    let isRunning = false;
    const tick = async () => {
      if (isRunning) return;
      isRunning = true;
      try {
        await runAlone(id, run);
      } catch (error) {
        if (!isDatabaseAway(error))
          console.error(`A background job failed: ${describeSafely(error)}`);
      } finally {
        isRunning = false;
      }
    };
    void tick();
    const timer = setInterval(tick, everyMs);
    timer.unref();
    return timer;
  });
}

/** Messages of the database can quote stored values: only its code is said. */
function describeSafely(error: unknown): string {
  if (error instanceof Error && "code" in error) return `${error.name} ${String(error.code)}`;
  return error instanceof Error ? error.name : "unknown error";
}
