import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { database } from "./client";

const dialect = new PgDialect();

/** Runs a statement whose text is one of few and whose plan no value changes: every connection
 * prepares it once. Drizzle's own way has it parsed and planned anew each time. */
export async function executePrepared<T extends Record<string, unknown>>(query: SQL): Promise<T[]> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const values = params.map((value) =>
    typeof value === "number" || value === null ? value : String(value),
  );
  return database().sql.unsafe<T[]>(text, values, { prepare: true });
}
