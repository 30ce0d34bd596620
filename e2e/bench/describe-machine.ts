import { execFileSync } from "node:child_process";
import os from "node:os";
import { database } from "@/db/client";

const serverSettings = [
  ...["server_version", "shared_buffers", "effective_cache_size", "work_mem", "max_wal_size"],
  ...["synchronous_commit", "wal_compression", "max_connections"],
];

/** What the figures were measured on. */
export async function describeMachine(): Promise<Record<string, string>> {
  const { sql } = database();
  const rows = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from unnest(${serverSettings}::text[]) name`;
  return {
    processor: `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()}`,
    load: `${os.loadavg()[0]?.toFixed(1)} before the start`,
    node: process.version,
    ...Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    commit: askGit("describe", "--always", "--dirty", "--exclude=*"),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** What the database holds by now: measuring adds to the data set. */
export interface Stored {
  sessions: number;
  spans: number;
  bytesOnDisk: number;
}

export async function describeStored(): Promise<Stored> {
  const [row] = await database().sql<{ sessions: number; spans: number; bytes: number }[]>`
    select count(*)::float8 as sessions, coalesce(sum(spans), 0)::float8 as spans,
      pg_database_size(current_database())::float8 as bytes from sessions`;
  if (!row) throw new Error("An aggregate came back without a row.");
  return { sessions: row.sessions, spans: row.spans, bytesOnDisk: row.bytes };
}

function askGit(...args: string[]): string {
  try {
    return execFileSync("git", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}
