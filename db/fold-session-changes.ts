import { database } from "./client";

const sessionsAtOnce = 20_000;
const vacuumAfter = 5_000;

let foldedSinceVacuum = 0;

/** Brings what writers noted of settled sessions into the rollups (db/functions/6-rollups.sql).
 * Returns how many changes it folded; 0 also when another process is at it. */
export async function foldSessionChanges(): Promise<number> {
  const { sql } = database();
  let total = 0;
  for (;;) {
    const [row] = await sql<{ count: number }[]>`
      select fold_session_changes(${sessionsAtOnce}::int) as count`;
    const count = row?.count ?? 0;
    total += count;
    if (count < sessionsAtOnce) break;
  }
  // Readers scan the table whole, with what has gone until it is swept.
  foldedSinceVacuum += total;
  if (foldedSinceVacuum >= vacuumAfter) {
    foldedSinceVacuum = 0;
    await sql`vacuum session_changes`.simple();
  }
  return total;
}
