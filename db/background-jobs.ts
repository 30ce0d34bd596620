import { isDatabaseAway } from "@/lib/database-away";
import { foldSessionChanges } from "./fold-session-changes";
import { ensurePartitions } from "./partitions";
import { sweepPendingAnnotations } from "./pending-annotations";
import { settleSessions } from "./settle-sessions";

interface Job {
  run: () => Promise<unknown>;
  everyMs: number;
}

/** Each is safe to run in several processes at once. */
const jobs: Job[] = [
  { run: settleSessions, everyMs: 15_000 },
  { run: foldSessionChanges, everyMs: 2_000 },
  { run: sweepPendingAnnotations, everyMs: 10_000 },
  { run: () => ensurePartitions([Date.now(), Date.now() + 7 * 86_400_000]), everyMs: 3_600_000 },
];

declare global {
  var colloquyJobs: NodeJS.Timeout[] | undefined;
}

/** Runs the jobs until the process ends; a second call changes nothing. */
export function startBackgroundJobs(): void {
  if (globalThis.colloquyJobs) return;
  globalThis.colloquyJobs = jobs.map(({ run, everyMs }) => {
    let isRunning = false;
    const tick = async () => {
      if (isRunning) return;
      isRunning = true;
      try {
        await run();
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
