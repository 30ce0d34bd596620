import { database } from "./client";

/** Drops rows of the rollups that count nothing any more, and facet sets that no session has. */
export async function sweepRollups(): Promise<void> {
  await database().sql`select sweep_rollups()`;
}
