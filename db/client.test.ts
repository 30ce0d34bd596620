import { sql as raw } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { startTestDatabase } from "@/db/embedded/test-database";
import { isDatabaseAway } from "@/lib/database-away";

const { sql, db } = await startTestDatabase();

describe("database", () => {
  it("answers with the test's own database", () => {
    expect(database().sql).toBe(sql);
  });

  it("reads int8 as a number and times as UTC", async () => {
    const [row] = await sql`
      select 9007199254740991::int8 as big, timestamptz '2026-11-21 10:00:00+02' as at`;
    expect(row).toEqual({ big: Number.MAX_SAFE_INTEGER, at: "2026-11-21 08:00:00+00" });
  });

  it("bounds every statement", async () => {
    const [row] = await sql`show statement_timeout`;
    expect(row).toEqual({ statement_timeout: "30s" });
  });

  it("lets Drizzle use the same pool", async () => {
    const rows = await db.execute<{ here: string }>(raw`select current_database() as here`);
    const [named] = await sql<{ here: string }[]>`select current_database() as here`;
    expect(rows[0]?.here).toBe(named?.here);
  });

  it("takes a killed connection for the database being away, and goes on", async () => {
    const killed = sql`select pg_terminate_backend(pg_backend_pid())`.catch(isDatabaseAway);
    expect(await killed).toBe(true);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it("takes a mistake in a statement for what it is", async () => {
    expect(await sql`select 1 / 0`.catch(isDatabaseAway)).toBe(false);
    expect(await db.execute(raw`select 'x'::int`).catch(isDatabaseAway)).toBe(false);
  });
});
