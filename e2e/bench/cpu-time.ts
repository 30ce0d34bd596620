import fs from "node:fs";
import path from "node:path";
import type { Reading } from "./bench";

const tickSeconds = 0.01;
/** Of /proc/PID/stat after the name: utime, stime, and the same of children that have ended. */
const ownTicks = [11, 12];
const allTicks = [11, 12, 13, 14];

/** CPU seconds so far: of the app, of Postgres on its data directory, and of this process. */
export interface CpuTime {
  app: number;
  Postgres: number;
  client: number;
}

/** null where there is no /proc. */
export function readCpuTime(app: { pid: number; dataDir: string }): CpuTime | null {
  if (!fs.existsSync("/proc/self/stat")) return null;
  const { user, system } = process.cpuUsage();
  const cluster = path.join(fs.realpathSync(app.dataDir), "postgres");
  let Postgres = 0;
  for (const name of fs.readdirSync("/proc")) {
    if (/^\d+$/.test(name) && workingDirectory(name) === cluster) {
      Postgres += secondsOf(name, allTicks);
    }
  }
  return { app: secondsOf(`${app.pid}`, ownTicks), Postgres, client: (user + system) / 1e6 };
}

export function addCpuTime(sum: CpuTime, from: CpuTime | null, to: CpuTime | null): void {
  if (from === null || to === null) return;
  for (const part of cpuParts) sum[part] += to[part] - from[part];
}

const cpuParts = ["app", "Postgres", "client"] as const;

/** In milliseconds for each of `count`, of the app and Postgres; "" where nothing is known. */
export function cpuNote(from: CpuTime | null, to: CpuTime | null, count: number): string {
  if (from === null || to === null) return "";
  const each = (part: "app" | "Postgres") => (((to[part] - from[part]) * 1000) / count).toFixed(2);
  return `CPU ms each: app ${each("app")}, Postgres ${each("Postgres")}`;
}

/** Three figures; none where nothing was measured. */
export function cpuReadings(
  name: "ingest, protobuf" | "ingest, json",
  sum: CpuTime,
  spans: number,
): Reading[] {
  if (sum.app === 0) return [];
  return cpuParts.map((part) => ({
    name: `${name}: ${part}, per 1,000 spans` as const,
    value: (sum[part] * 1000) / spans,
    p50: null,
    note: "",
  }));
}

/** Resident memory in MB; NaN where there is no /proc. */
export function residentMb(pid: number): number {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  } catch {
    return Number.NaN;
  }
}

function workingDirectory(pid: string): string | null {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function secondsOf(pid: string, places: number[]): number {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return places.reduce((sum, place) => sum + Number(fields[place]), 0) * tickSeconds;
  } catch {
    return 0;
  }
}
