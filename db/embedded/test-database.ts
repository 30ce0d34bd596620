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
    await admin.sql`drop database ${admin.sql(name)} with (force)`;
    await admin.sql.end();
  });
  return fresh;
}
