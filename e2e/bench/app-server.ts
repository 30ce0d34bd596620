import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeExit } from "@/db/embedded/before-exit";
import { HttpClient } from "./http-client";

export interface AppServer {
  url: string;
  client: HttpClient;
  /** Of the process that serves. */
  pid: number;
  dataDir: string;
  stop(): Promise<void>;
}

const longestStartMs = 600_000;

/** `npm start` on a free port and this data directory; builds first when that is needed. */
export async function startApp(dataDir: string): Promise<AppServer> {
  const port = await findFreePort();
  const child = spawn("npm", ["start", "--silent"], {
    env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", COLLOQUY_DATA_DIR: dataDir },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  const stop = () => stopGroup(child);
  stopAtExit(child);
  const url = `http://127.0.0.1:${port}`;
  const client = new HttpClient(url);
  const started = Date.now();
  for (;;) {
    if (!isRunning(child)) throw new Error("The app ended before it was ready.");
    if (Date.now() - started > longestStartMs) {
      await stop();
      throw new Error("The app was not ready in time.");
    }
    const ready = await client.get("/api/health/ready").catch(() => null);
    if (ready?.status === 200) break;
    await sleep(200);
  }
  return { url, client, pid: findServing(child.pid ?? 0), dataDir, stop };
}

function stopAtExit(child: ChildProcess): void {
  const stop = () => {
    if (isRunning(child)) killGroup(child);
  };
  // The embedded Postgres sees to it that signals end this process with its "exit" event.
  if (process.listenerCount("SIGTERM") > 0) process.once("exit", stop);
  else beforeExit(stop);
}

/** npm starts a shell, which becomes the server. */
function findServing(from: number): number {
  for (let pid = from; ; ) {
    const [below] = childrenOf(pid);
    if (below === undefined) return pid;
    if (fs.readFileSync(`/proc/${below}/comm`, "utf8").startsWith("postgres")) return pid;
    pid = below;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return fs
      .readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .split(" ")
      .filter((text) => text !== "")
      .map(Number);
  } catch {
    return [];
  }
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  killGroup(child);
  await Promise.race([ended, sleep(20_000)]);
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended.
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
