import fs from "node:fs";
import { database, databaseAddress, openDatabase } from "@/db/client";
import { ensurePartitions } from "@/db/partitions";

const sqlFile = new URL("copy-sessions.sql", import.meta.url);
const writers = 2;
const dayMs = 86_400_000;

export interface Copies {
  /** How many sessions there are to be in all, and how many there are. */
  wanted: number;
  there: number;
  users: number;
  /** The base sessions lie within this time; each copy is later by it than the one before. */
  stepMs: number;
  firstMs: number;
  lastMs: number;
}

/** Fills the database up with copies of the sessions that it holds, all settled. */
export async function copySessions(copies: Copies, log: (line: string) => void): Promise<void> {
  const { sql } = database();
  await ensurePartitions(eachDay(copies.firstMs - dayMs, copies.lastMs + dayMs));
  await sql.unsafe(fs.readFileSync(sqlFile, "utf8")).simple();
  const [{ base } = { base: 0 }] = await sql<{ base: number }[]>`
    select count(*)::int as base from bench.base`;
  const sizes: number[] = [];
  for (let missing = copies.wanted - copies.there; missing > 0; missing -= base) {
    sizes.push(Math.min(base, missing));
  }
  const restore = await dropIndices();
  let next = 0;
  const work = async () => {
    const own = openDatabase(databaseAddress(), 1, 0);
    try {
      await own.sql`set synchronous_commit = off`;
      for (let copy = next++; copy < sizes.length; copy = next++) {
        const shiftMs = (copy + 1) * copies.stepMs;
        await own.sql`
          select bench.copy_sessions(
            ${copy + 1}, ${shiftMs} * interval '1 millisecond', ${copies.users}, ${sizes[copy] ?? 0})`;
        if ((copy + 1) % 10 === 0) log(`copied ${copy + 1} of ${sizes.length} times`);
      }
    } finally {
      await own.sql.end();
    }
  };
  await Promise.all(Array.from({ length: writers }, work));
  await restore(log);
  await sql`drop schema bench cascade`;
}

function* eachDay(fromMs: number, toMs: number) {
  for (let at = fromMs; at <= toMs; at += dayMs) yield at;
}

/** Indices are made faster when the rows are there. Primary keys stay. */
async function dropIndices() {
  const { sql } = database();
  const indices = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where not i.indisprimary and not i.indisunique and not c.relispartition
      and t.relnamespace = 'public'::regnamespace
      and t.relname in ('trace_homes', 'sessions', 'session_texts', 'traces', 'spans', 'span_texts', 'annotations')`;
  for (const { name } of indices) await sql`drop index ${sql(name)}`;
  return async (log: (line: string) => void) => {
    const own = openDatabase(databaseAddress(), 1, 0);
    try {
      await own.sql`set maintenance_work_mem = '1GB'`;
      for (const { name, definition } of indices) {
        log(`indexing: ${name}`);
        // Of a partitioned table's index Postgres says how to make it without its parts.
        await own.sql.unsafe(definition.replace(" ON ONLY ", " ON "));
      }
    } finally {
      await own.sql.end();
    }
  };
}
