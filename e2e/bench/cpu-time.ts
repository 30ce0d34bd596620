import fs from "node:fs";
import path from "node:path";

const tickMs = 10;

/** CPU seconds so far, where there is /proc: of the app, of Postgres on its data directory, and of
 * this process. */
export interface CpuTime {
  app: number;
  postgres: number;
  client: number;
}

export function readCpuTime(app: { pid: number; dataDir: string }): CpuTime {
  const { user, system } = process.cpuUsage();
  const cluster = path.join(fs.realpathSync(app.dataDir), "postgres");
  let postgres = 0;
  for (const name of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (fs.readlinkSync(`/proc/${name}/cwd`) === cluster) postgres += secondsOf(name);
    } catch {
      // It has ended.
    }
  }
  return { app: secondsOf(String(app.pid)), postgres, client: (user + system) / 1e6 };
}

/** In microseconds for each of `count`. */
export function cpuNote(from: CpuTime, to: CpuTime, count: number): string {
  const each = (part: keyof CpuTime) => (((to[part] - from[part]) * 1e6) / count).toFixed(0);
  return `CPU µs each: app ${each("app")}, Postgres ${each("postgres")}, client ${each("client")}`;
}

/** Resident memory, in MB. */
export function residentMb(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

function secondsOf(pid: string): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * tickMs) / 1000;
}
