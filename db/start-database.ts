import { setTimeout as sleep } from "node:timers/promises";
import { databaseAddress } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { isDatabaseAway } from "@/lib/database-away";

const retryMs = 2_000;

/**
 * Brings the database up and its schema up to date, then calls `onReady`. Waits for neither when
 * the database of DATABASE_URL is away: requests get 503 until it has come.
 */
export async function startDatabase(onReady: () => void): Promise<void> {
  const address = databaseAddress();
  if ("server" in address) await address.server.address(Number.POSITIVE_INFINITY);
  try {
    await migrateDatabase(address);
  } catch (error) {
    if ("server" in address || !isDatabaseAway(error)) throw error;
    console.error(`DATABASE_URL cannot be reached (${sayWhy(error)}): trying again until it can.`);
    void migrateOnceThere(onReady);
    return;
  }
  onReady();
}

/** What stopped a start, in a sentence. Drizzle's own messages quote a whole migration. */
export function sayWhy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError) return error.errors.map(sayWhy).join(", ");
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function migrateOnceThere(onReady: () => void): Promise<void> {
  for (;;) {
    await sleep(retryMs);
    try {
      await migrateDatabase();
      onReady();
      return;
    } catch (error) {
      if (isDatabaseAway(error)) continue;
      console.error(`The database cannot be brought up to date: ${sayWhy(error)}`);
      process.exit(1);
    }
  }
}
