import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Launcher, postgresEnvironment } from "@/db/embedded/launcher";
import { serverSettings } from "@/db/embedded/server-settings";

const socketName = ".s.PGSQL.5432";
/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, with a final NUL. */
const longestSocketPath = 103;
const largestLogBytes = 5_000_000;

/** Starts the server apart from this process's group, so that Ctrl-C in a terminal spares it. */
export function launchPostgres(
  dataDir: string,
  cluster: string,
  postgres: string,
  { prefix }: Launcher,
  overrides: Record<string, string>,
): ChildProcess {
  const chosen = {
    ...serverSettings,
    port: "5432",
    unix_socket_directories: `"${socketFolderFor(cluster).replaceAll('"', '""')}"`,
    ...overrides,
  };
  const options = Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [program = "", ...args] = [...prefix, postgres, "-D", cluster, ...options];
  const log = openLog(logFile(dataDir));
  const child = spawn(/* turbopackIgnore: true */ program, args, {
    detached: true,
    stdio: ["ignore", log, log],
    env: postgresEnvironment(),
  });
  fs.closeSync(log);
  child.unref();
  return child;
}

export function socketPathIn(folder: string): string {
  return path.join(folder, socketName);
}

/** The last words of a server that would not start. */
export function readLogEnd(dataDir: string): string {
  const lines = fs.readFileSync(logFile(dataDir), "utf8").trim().split("\n").slice(-3);
  return `${lines.join("\n")}\n(from ${logFile(dataDir)})`;
}

function logFile(dataDir: string): string {
  return path.join(dataDir, "postgres.log");
}

function openLog(file: string): number {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, "a", 0o600);
}

function socketFolderFor(cluster: string): string {
  return Buffer.byteLength(socketPathIn(cluster)) <= longestSocketPath
    ? cluster
    : fs.mkdtempSync(path.join(os.tmpdir(), "colloquy-"));
}
