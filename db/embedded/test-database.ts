import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { type Database, openDatabase, replaceDatabase } from "@/db/client";
import { testAddress } from "@/db/embedded/test-server";

/**
 * A fresh, migrated database for one test file, which `database()` then answers with. Call it at
 * the top of the file, with await; it is dropped after the file's last test.
 */
export async function startTestDatabase(): Promise<Database> {
  const { place, template } = inject("testServer");
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  const admin = openDatabase(testAddress(place, null), 1);
  await admin.sql`create database ${admin.sql(name)} template ${admin.sql(template)}`;
  const fresh = openDatabase(testAddress(place, name));
  replaceDatabase(fresh);
  afterAll(async () => {
    await fresh.sql.end({ timeout: 1 });
    await dropTestDatabase(admin, name);
    await admin.sql.end();
  });
  return fresh;
}

/**
 * Also while children of the test that were killed are still connected. Not by `with (force)`: that
 * fails when the autovacuum is at the database, which an ordinary user may not end.
 */
async function dropTestDatabase({ sql }: Database, name: string): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${name} and usename = current_user`;
  await sql`drop database ${sql(name)}`;
}
