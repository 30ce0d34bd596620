import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeExit } from "@/db/embedded/before-exit";
import { type Binaries, findBinaries } from "@/db/embedded/binaries";
import { checkIsOurs } from "@/db/embedded/check-is-ours";
import { ensureCluster, readPassword } from "@/db/embedded/cluster";
import { launchPostgres, readLogEnd, socketPathIn } from "@/db/embedded/launch-postgres";
import { findLauncher, type Launcher } from "@/db/embedded/launcher";
import { dropStaleLocks, isLivePostgres, readPostmaster } from "@/db/embedded/postmaster";
import { stopPostgres } from "@/db/embedded/stop-postgres";
import { joinServer, leaveServer } from "@/db/embedded/users-of-server";
import { within } from "@/db/within";

export interface EmbeddedAddress {
  socketPath: string;
  password: string;
}

export interface EmbeddedServer {
  /**
   * Brings the server up, or attaches to the one that runs on the folder, unless that is done;
   * again after a crash. Rejects with a sentence, after the given wait (10 s) at the latest.
   */
  address(maxWaitMs?: number): Promise<EmbeddedAddress>;
  /** Leaves the server, and stops it when no other process uses it. Also happens at exit. */
  leave(): void;
}

interface Running extends EmbeddedAddress {
  pid: number;
}

declare global {
  var colloquyEmbeddedServers: Map<string, EmbeddedServer> | undefined;
}

/** One per folder and process, however often the code is bundled. */
export function embeddedServer(
  dataDir: string,
  overrides: Record<string, string> = {},
): EmbeddedServer {
  globalThis.colloquyEmbeddedServers ??= leftAtExit();
  const known = globalThis.colloquyEmbeddedServers.get(dataDir);
  if (known) return known;
  const server = createServer(dataDir, overrides);
  globalThis.colloquyEmbeddedServers.set(dataDir, server);
  return server;
}

function leftAtExit(): Map<string, EmbeddedServer> {
  const servers = new Map<string, EmbeddedServer>();
  beforeExit(() => {
    for (const server of servers.values()) server.leave();
  });
  return servers;
}

function createServer(dataDir: string, overrides: Record<string, string>): EmbeddedServer {
  const cluster = path.join(dataDir, "postgres");
  const users = path.join(dataDir, "in-use-by");
  let programs: { binaries: Binaries; launcher: Launcher } | undefined;
  let running: Promise<Running> | null = null;
  let up: Running | null = null;
  let failures = 0;
  let retryAt = 0;
  let joined = false;

  async function address(maxWaitMs = 10_000): Promise<EmbeddedAddress> {
    if (up !== null && !isLivePostgres(up.pid)) running = up = null;
    running ??= start();
    return within(maxWaitMs, running, "The embedded Postgres is not up yet.");
  }

  async function start(): Promise<Running> {
    await sleep(Math.max(0, retryAt - Date.now()));
    try {
      up = await bringUp();
      failures = 0;
      return up;
    } catch (error) {
      failures += 1;
      retryAt = Date.now() + Math.min(250 * 2 ** failures, 10_000);
      running = null;
      throw error;
    }
  }

  async function bringUp(): Promise<Running> {
    programs ??= findPrograms();
    ensureCluster(cluster, programs.binaries, programs.launcher);
    joinServer(users);
    joined = true;
    let child: ChildProcess | null = null;
    for (;;) {
      const found = readPostmaster(cluster);
      if (found && isLivePostgres(found.pid)) {
        if (found.status === "ready") {
          const socketPath = socketPathIn(found.socketFolder);
          const here = { socketPath, password: readPassword(cluster), pid: found.pid };
          if (child?.pid !== found.pid) await checkIsOurs(cluster, here);
          return here;
        }
      } else if (child === null) {
        dropStaleLocks(cluster);
        child = launch(programs);
      } else if (hasEnded(child)) {
        throw new Error(`The embedded Postgres does not start: ${readLogEnd(dataDir)}`);
      }
      await sleep(20);
    }
  }

  function launch({ binaries, launcher }: { binaries: Binaries; launcher: Launcher }) {
    const child = launchPostgres(dataDir, cluster, binaries.postgres, launcher, overrides);
    child.on("exit", (code, signal) => {
      if (!joined || up?.pid !== child.pid) return;
      console.error(
        `The embedded Postgres ended (${signal ?? `code ${code}`}); starting it again.`,
      );
      restart();
    });
    return child;
  }

  function restart(): void {
    address().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      if (joined) setTimeout(restart, 1_000).unref();
    });
  }

  function leave(): void {
    if (!joined) return;
    joined = false;
    running = up = null;
    if (leaveServer(users)) stopPostgres(cluster);
  }

  return { address, leave };
}

function findPrograms() {
  const binaries = findBinaries();
  return { binaries, launcher: findLauncher(binaries) };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
