import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { type DatabaseAddress, databaseAddress, openDatabase } from "@/db/client";
import { defineFunctions } from "@/db/define-functions";

/** Any number; all processes that migrate one database wait for each other on it. */
const migrationLock = 7_283_914_556;
const oldestServer = 150_000;

export const migrationsFolder = path.join(process.cwd(), "db", "migrations");

/** Brings the schema up to date. Safe in several processes at once; the error is one sentence. */
export async function migrateDatabase(address: DatabaseAddress = databaseAddress()): Promise<void> {
  // One connection: the lock belongs to it. No time limit: waiting and indexing may take long.
  const { sql } = openDatabase(address, 1, 0);
  try {
    const [server] = await sql<{ version: number }[]>`
      select current_setting('server_version_num')::int as version`;
    if (server === undefined || server.version < oldestServer) {
      throw new Error("Colloquy needs PostgreSQL 15 or newer: DATABASE_URL names an older one.");
    }
    await sql`select pg_advisory_lock(${migrationLock}::bigint)`;
    await migrate(drizzle(sql), { migrationsFolder });
    await defineFunctions({ sql });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
