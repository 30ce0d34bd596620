import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/**
 * Which processes use one embedded server: a file each, so that the last to leave, and only it,
 * stops the server. Everything is synchronous because leaving happens in an exit handler.
 * Join before looking for the server, leave before looking for others: then no order of events
 * stops a server in use or leaves one behind.
 */
export function joinServer(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(folder, String(process.pid)), startOf(process.pid), { mode: 0o600 });
}

/** True when nobody else is left. */
export function leaveServer(folder: string): boolean {
  fs.rmSync(path.join(folder, String(process.pid)), { force: true });
  return fs.readdirSync(folder).filter((name) => isStillThere(folder, name)).length === 0;
}

function isStillThere(folder: string, name: string): boolean {
  const file = path.join(folder, name);
  try {
    if (fs.readFileSync(file, "utf8") === startOf(Number(name))) return true;
    fs.rmSync(file, { force: true });
  } catch {
    // It left while we were looking.
  }
  return false;
}

/** Tells a process from a later one with the same number; empty when there is none. */
function startOf(pid: number): string {
  try {
    // proc(5): after the parenthesised name, the start time is the 20th field.
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[19] ?? "";
  } catch {
    const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "lstart="], { encoding: "utf8" });
    return stdout?.trim() ?? "";
  }
}
