import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** What postmaster.pid says. Its lines: pid, data directory, start, port, sockets, address, shared memory, status. */
export interface Postmaster {
  pid: number;
  socketFolder: string;
  status: "starting" | "ready" | "standby" | "stopping" | "unknown";
}

const statuses = ["starting", "ready", "standby", "stopping"] as const;

/** Null when no server is running or its file is only half written. */
export function readPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return null;
  const status = statuses.find((name) => name === lines[7]?.trim()) ?? "unknown";
  return { pid, socketFolder: lines[4]?.trim() ?? "", status };
}

/**
 * Removes the lock files of a crashed server when its number now belongs to some other program, or
 * to a process that nobody reaps: Postgres itself would take either for a running server. Its
 * check of the shared memory still keeps two servers apart.
 */
export function dropStaleLocks(cluster: string): void {
  for (const name of ["postmaster.pid", ".s.PGSQL.5432.lock"]) {
    const file = path.join(/* turbopackIgnore: true */ cluster, name);
    const pid = readPid(file);
    if (pid !== null && exists(pid) && !isLivePostgres(pid)) fs.rmSync(file, { force: true });
  }
}

export function isLivePostgres(pid: number): boolean {
  if (!exists(pid)) return false;
  try {
    // proc(5): pid (comm) state
    return /^\d+ \(postgres\) [^ZX]/.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" });
    return /(^|\/)postgres\s*$/.test(stdout ?? "");
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function readPid(file: string): number | null {
  if (!fs.existsSync(file)) return null;
  const pid = Number.parseInt(fs.readFileSync(file, "utf8"), 10);
  return pid > 1 ? pid : null;
}
