import { readMigrationFiles } from "drizzle-orm/migrator";
import { type Database, database } from "@/db/client";
import { functionsVersion } from "@/db/define-functions";
import { migrationsFolder } from "@/db/migrate";
import { within } from "@/db/within";
import { isDatabaseAway } from "@/lib/database-away";

const longestWaitMs = 3_000;
let newest: number | undefined;

/** Whether the database answers and holds this version's schema. */
export async function isReady({ sql }: Database = database()): Promise<boolean> {
  newest ??= Math.max(...readMigrationFiles({ migrationsFolder }).map((file) => file.folderMillis));
  try {
    const asked = sql<{ ready: boolean | null }[]>`
      select max(created_at) >= ${newest}::bigint
        and obj_description(to_regnamespace('code'), 'pg_namespace') = ${functionsVersion()} as ready
      from drizzle.__drizzle_migrations`;
    const [row] = await within(longestWaitMs, asked, "The database does not answer.");
    return row?.ready === true;
  } catch (error) {
    if (isDatabaseAway(error)) return false;
    throw error;
  }
}
