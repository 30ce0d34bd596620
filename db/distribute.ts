import { type Database, database } from "./client";
import { defineFunctions } from "./define-functions";

/** Where each table stands on a Citus cluster: `reference` tables on every node; `local` ones, which
 * hold queues and figures of few rows, on the coordinator; the others in shards by their session. */
export const distribution = {
  projects: "reference",
  facet_sets: "reference",
  sessions: "session_key",
  session_texts: "session_key",
  traces: "session_key",
  spans: "session_key",
  span_payloads: "session_key",
  span_texts: "session_key",
  annotations: "session_key",
  // Writers take their first locks here, in key order, which only one node keeps; and Citus locks no
  // rows over several shards.
  trace_homes: "local",
  pending_annotations: "local",
  session_changes: "local",
  session_hours: "local",
  session_days: "local",
  session_durations: "local",
  session_facets: "local",
  users: "local",
  user_outcomes: "local",
} as const satisfies Record<string, "reference" | "local" | "session_key">;

/** What all others stand beside. */
const anchor = "sessions";
const oldestCitus = 13;

/** A reason not to begin, in a sentence. */
export class CannotDistribute extends Error {}

/** Spreads the tables over the nodes of a Citus cluster, those that are not yet; data goes along. The
 * app must be stopped. Returns what it did, a line each. Throws CannotDistribute. */
export async function distributeDatabase({ sql } = database()): Promise<string[]> {
  await checkCitus(sql);
  const lines: string[] = [];
  const done = await distributedTables(sql);
  for (const [table, way] of Object.entries(distribution)) {
    if (way === "local") continue;
    const [distribute = "", ...after] = distributeStatements(table, way);
    if (!done.has(table)) await sql.unsafe(distribute);
    // Also when an earlier run was cut short before it. Names are those of the table above.
    for (const statement of after) await sql.unsafe(statement);
    if (done.has(table)) lines.push(`${table}: was distributed before`);
    else
      lines.push(way === "reference" ? `${table}: on every node` : `${table}: in shards by ${way}`);
  }
  // Writers of several shards then lock them in one order.
  await sql`do $$ begin execute format(
    'alter database %I set citus.multi_shard_modify_mode = ''sequential''', current_database()); end $$`;
  // Citus takes functions to the nodes when they are made.
  await sql`select create_distributed_function('public.entity_key(integer,text,text)')`;
  await sql`comment on schema code is 'to be made anew'`;
  await defineFunctions({ sql });
  lines.push("functions: on every node");
  return lines;
}

/** The statements that distribute one table, and free what it took on the coordinator. */
export function distributeStatements(table: string, way: string): string[] {
  if (way === "reference") return [`select create_reference_table('public.${table}')`];
  const beside = table === anchor ? "none" : `public.${anchor}`;
  return [
    `select create_distributed_table('public.${table}', '${way}', colocate_with => '${beside}')`,
    `select truncate_local_data_after_distributing_table('public.${table}')`,
  ];
}

async function checkCitus(sql: Database["sql"]): Promise<void> {
  const [citus] = await sql<{ version: string }[]>`
    select extversion as version from pg_extension where extname = 'citus'`;
  if (!citus) {
    throw new CannotDistribute(
      `db:distribute needs the extension Citus ${oldestCitus} or newer in this database: install it on every node, put citus first in shared_preload_libraries, restart, and run CREATE EXTENSION citus as a superuser.`,
    );
  }
  if (Number.parseInt(citus.version, 10) < oldestCitus) {
    throw new CannotDistribute(
      `db:distribute needs Citus ${oldestCitus} or newer; this database has ${citus.version}.`,
    );
  }
  const [nodes] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_dist_node
    where isactive and noderole = 'primary' and shouldhaveshards`;
  if (!nodes?.count) {
    throw new CannotDistribute(
      "No node of this Citus cluster may hold shards: add workers with citus_add_node() first.",
    );
  }
  const [others] = await sql<{ count: number }[]>`
    select count(distinct client_port)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'colloquy' and pid <> pg_backend_pid()`;
  if (others?.count) {
    throw new CannotDistribute(
      "Stop every Colloquy process that uses this database, then try again.",
    );
  }
}

async function distributedTables(sql: Database["sql"]): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_dist_partition p
    join pg_class c on c.oid = p.logicalrelid
    where c.relnamespace = 'public'::regnamespace`;
  return new Set(rows.map(({ name }) => name));
}
