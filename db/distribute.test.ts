import { expect, test } from "vitest";
import {
  CannotDistribute,
  distributeDatabase,
  distributeStatements,
  distribution,
} from "./distribute";
import { startTestDatabase } from "./embedded/test-database";

const { sql } = await startTestDatabase();

test("every table of the schema has its place", async () => {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`;
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(distribution).sort());
});

test("what a table is sharded by is a uuid, and part of each of its unique indices", async () => {
  for (const [table, way] of Object.entries(distribution)) {
    if (way === "local" || way === "reference") continue;
    const [column] = await sql<{ type: string }[]>`
      select format_type(atttypid, null) as type from pg_attribute
      where attrelid = ${table}::regclass and attname = ${way}`;
    expect(column?.type, table).toBe("uuid");
    const without = await sql`
      select i.indexrelid::regclass::text from pg_index i
      where i.indrelid = ${table}::regclass and i.indisunique and not exists (
        select 1 from pg_attribute a
        where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.attname = ${way})`;
    expect([...without], table).toEqual([]);
  }
});

test("no sharded table has a trigger, a foreign key or a default that asks the clock", async () => {
  const found = await sql`
    select tgrelid::regclass::text as name from pg_trigger where not tgisinternal
    union all select conrelid::regclass::text from pg_constraint where contype = 'f'
    union all select adrelid::regclass::text from pg_attrdef d join pg_class c on c.oid = d.adrelid
      where relnamespace = 'public'::regnamespace and relname <> 'projects'
        and pg_get_expr(adbin, adrelid) ~ '^(now|nextval|clock_timestamp)'`;
  expect([...found]).toEqual([]);
});

test("all stand beside the sessions", () => {
  expect(distributeStatements("sessions", "session_key")[0]).toContain("colocate_with => 'none'");
  expect(distributeStatements("spans", "session_key")[0]).toBe(
    "select create_distributed_table('public.spans', 'session_key', colocate_with => 'public.sessions')",
  );
  expect(Object.keys(distribution).indexOf("sessions")).toBeLessThan(
    Math.min(
      ...["spans", "traces", "annotations"].map((table) =>
        Object.keys(distribution).indexOf(table),
      ),
    ),
  );
});

test("without Citus it says what it needs, and does nothing", async () => {
  await expect(distributeDatabase()).rejects.toThrow(CannotDistribute);
  await expect(distributeDatabase()).rejects.toThrow(/^db:distribute needs the extension Citus 13/);
});
