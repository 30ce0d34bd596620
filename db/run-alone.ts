import { type Database, databaseAddress, openDatabase } from "./client";

declare global {
  var colloquyJobLocks: Database | undefined;
}

/**
 * Runs one round of a job, unless another process that shares the database is at the same job:
 * then null. The lock belongs to a connection of its own, so the server frees it when the process
 * dies. When only that connection breaks, two rounds may meet for once; jobs bear that.
 */
export async function runAlone<T>(
  lock: number,
  work: () => Promise<T>,
  { sql } = jobLocks(),
): Promise<T | null> {
  // The server notices within a minute when the machine of the process is gone.
  const [row] = await sql<{ locked: boolean }[]>`
    select pg_try_advisory_lock(${jobClass}::int, ${lock}::int) as locked,
      set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
      set_config('tcp_keepalives_count', '3', false)`;
  if (!row?.locked) return null;
  try {
    return await work();
  } finally {
    await sql`select pg_advisory_unlock(${jobClass}::int, ${lock}::int)`;
  }
}

/** Any number; tells these locks from others. */
const jobClass = 72_839;

function jobLocks(): Database {
  globalThis.colloquyJobLocks ??= openDatabase(databaseAddress(), 1);
  return globalThis.colloquyJobLocks;
}
