import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { type Database, openDatabase } from "@/db/client";
import { type EmbeddedAddress, type EmbeddedServer, embeddedServer } from "@/db/embedded/server";
import { migrateDatabase } from "@/db/migrate";

export interface ReplicatedDatabase {
  primary: Database;
  replica: Database;
  /** The replica receives what is written and does not show it. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the replica's connections and takes no new ones, as if its machine were gone. */
  cutReplica(): void;
  restoreReplica(): Promise<void>;
  stop(): Promise<void>;
}

const fast = { fsync: "off", full_page_writes: "off" };

/** A migrated Postgres and a second one that follows its log. */
export async function startReplicatedDatabase(): Promise<ReplicatedDatabase> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "colloquy-replica-"));
  const [first, second] = [path.join(folder, "a"), path.join(folder, "b")];
  const server = embeddedServer(first, fast);
  const address = await server.address(60_000);
  await migrateDatabase({ server, name: "colloquy" });
  await copyCluster(address, path.join(first, "postgres"), path.join(second, "postgres"));
  const follower = embeddedServer(second, fast);
  const primary = openDatabase({ server, name: "colloquy" });
  const door: { isShut: boolean } = { isShut: false };
  const replica = openDatabase({ server: behind(door, follower), name: "colloquy" });
  const admin = superuser(await follower.address(60_000));
  return {
    primary,
    replica,
    async pause() {
      await admin`select pg_wal_replay_pause()`;
      while (
        (await admin`select pg_get_wal_replay_pause_state() as state`)[0]?.state !== "paused"
      ) {
        await primary.sql`select pg_switch_wal()`.catch(() => {});
      }
    },
    async resume() {
      await admin`select pg_wal_replay_resume()`;
    },
    cutReplica() {
      door.isShut = true;
      void admin`select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'colloquy' and backend_type = 'client backend'`.execute();
    },
    async restoreReplica() {
      door.isShut = false;
    },
    async stop() {
      await Promise.all([primary, replica].map(({ sql }) => sql.end({ timeout: 1 })));
      await admin.end({ timeout: 1 });
      follower.leave();
      server.leave();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function behind(door: { isShut: boolean }, server: EmbeddedServer): EmbeddedServer {
  return {
    async address(maxWaitMs) {
      if (!door.isShut) return server.address(maxWaitMs);
      throw Object.assign(new Error("The door is shut."), { code: "ECONNREFUSED" });
    },
    leave() {},
  };
}

/** A base backup: postgresql.org/docs/current/continuous-archiving.html, "Making a Base Backup Using
 * the Low Level API". The packages of the embedded server bring no pg_basebackup. */
async function copyCluster(address: EmbeddedAddress, from: string, to: string): Promise<void> {
  const admin = superuser(address);
  fs.appendFileSync(path.join(from, "pg_hba.conf"), "local replication all scram-sha-256\n");
  await admin`select pg_reload_conf()`;
  await admin`select pg_backup_start('replica', true)`;
  fs.cpSync(from, to, {
    recursive: true,
    filter: (file) => !/postmaster\.(pid|opts)$|\.s\.PGSQL\.|pg_wal\/.|pg_replslot\/./.test(file),
  });
  const [label] = await admin<{ text: string }[]>`
    select labelfile as text from pg_backup_stop(false)`;
  await admin.end();
  if (!label) throw new Error("The backup has no label.");
  const connection = `host=${path.dirname(address.socketPath)} user=postgres password=${address.password}`;
  fs.writeFileSync(path.join(to, "backup_label"), label.text);
  fs.writeFileSync(path.join(to, "standby.signal"), "");
  fs.appendFileSync(path.join(to, "postgresql.auto.conf"), `primary_conninfo = '${connection}'\n`);
  fs.chmodSync(to, 0o700);
}

function superuser({ socketPath, password }: EmbeddedAddress) {
  return postgres({ path: socketPath, user: "postgres", password, max: 1, onnotice: () => {} });
}
