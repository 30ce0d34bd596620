import { describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/db/client";
import { startTestDatabase } from "@/db/embedded/test-database";
import { testAddress } from "@/db/embedded/test-server";
import { ingestSpans } from "@/db/ingest-spans";
import { migrateDatabase } from "@/db/migrate";
import { isReady } from "@/db/readiness";
import { settleSessions } from "@/db/settle-sessions";
import { makeSpan } from "@/db/testing/random-spans";
import { isDatabaseAway } from "@/lib/database-away";

const { sql } = await startTestDatabase();

describe("migrateDatabase", () => {
  it("is safe in several processes at once, on an empty database", async () => {
    const { place, template } = inject("testServer");
    const name = `${template}_empty`;
    await sql`create database ${sql(name)}`;
    const address = testAddress(place, name);
    const empty = openDatabase(address, 1);
    try {
      expect(await isReady(empty)).toBe(false);
      await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(address)));
      expect(await isReady(empty)).toBe(true);
    } finally {
      await empty.sql.end();
      await sql`drop database ${sql(name)}`;
    }
  });

  it("makes the functions of another version anew", async () => {
    const { place } = inject("testServer");
    const [{ here } = { here: "" }] = await sql<
      { here: string }[]
    >`select current_database() as here`;
    const database = openDatabase(testAddress(place, here), 1);
    try {
      await sql`create or replace function code.delete_sessions(keys uuid[], now_at timestamptz)
        returns void language sql as 'select'`;
      await sql`comment on schema code is 'another'`;
      expect(await isReady(database)).toBe(false);
      await migrateDatabase(testAddress(place, here));
      expect(await isReady(database)).toBe(true);
      const [made] = await sql`select prosrc from pg_proc where proname = 'delete_sessions'`;
      expect(made?.prosrc).toContain("trace_homes");
    } finally {
      await database.sql.end();
    }
  });

  it("makes a process of the version before answer 503 until it is replaced", async () => {
    const { place } = inject("testServer");
    const [{ here } = { here: "" }] = await sql<
      { here: string }[]
    >`select current_database() as here`;
    const span = makeSpan({ traceId: "a".repeat(32), spanId: "b".repeat(16) });
    await sql`drop type code.incoming_span cascade`;
    const failing = await ingestSpans([span], "between").catch((error: unknown) => error);
    expect(isDatabaseAway(failing)).toBe(true);
    await sql`drop schema code cascade`;
    expect(isDatabaseAway(await settleSessions().catch((error: unknown) => error))).toBe(true);
    await migrateDatabase(testAddress(place, here));
    await ingestSpans([span], "between");
  });

  it("does nothing the second time", async () => {
    const { place } = inject("testServer");
    const [{ here } = { here: "" }] = await sql<
      { here: string }[]
    >`select current_database() as here`;
    const count = sql<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`;
    const before = await count;
    await migrateDatabase(testAddress(place, here));
    const after = await sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
    expect([...after]).toEqual([...before]);
  });
});
