import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isLivePostgres, readPostmaster } from "@/db/embedded/postmaster";
import { type EmbeddedServer, embeddedServer } from "@/db/embedded/server";

let dataDir = "";
let server: EmbeddedServer;
const others: ChildProcess[] = [];

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "colloquy-embedded-"));
  server = embeddedServer(dataDir);
});

afterEach(() => {
  for (const other of others.splice(0)) other.kill("SIGKILL");
  server.leave();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

const cluster = () => path.join(dataDir, "postgres");

function serverPid(): number {
  const pid = readPostmaster(cluster())?.pid;
  if (pid === undefined) throw new Error("No server is running.");
  return pid;
}

async function ask(user = "colloquy", password?: string): Promise<unknown> {
  const { socketPath, password: right } = await server.address();
  const options = { path: socketPath, user, database: "colloquy", max: 1, ssl: false };
  const sql = postgres({ ...options, password: password ?? right });
  try {
    return (await sql`select current_user as me, lower('ÉCOLE') as low, 'a' < 'B' as ordered`)[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Another process that uses the folder until it is told to stop. */
async function startOther(): Promise<ChildProcess> {
  const program = `
    import { embeddedServer } from "@/db/embedded/server";
    embeddedServer(${JSON.stringify(dataDir)}).address(60_000).then(() => console.log("up"));
    setInterval(() => {}, 1_000);`;
  const other = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  others.push(other);
  await once(other.stdout, "data");
  return other;
}

async function stop(other: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(other, "exit");
  other.kill(signal);
  await ended;
}

it("lets in who knows the password, compares bytes and knows Unicode's letters", async () => {
  expect(await ask()).toEqual({ me: "colloquy", low: "école", ordered: false });
  await expect(ask("colloquy", "wrong")).rejects.toMatchObject({ code: "28P01" });
  await expect(ask("postgres", "")).rejects.toMatchObject({ code: "28P01" });
  for (const name of ["postgres", "postgres/colloquy.password", "postgres/.s.PGSQL.5432"]) {
    expect(fs.statSync(path.join(dataDir, name)).mode & 0o077).toBe(0);
  }
});

it("stops the server when it leaves, and finds its data again", async () => {
  await ask();
  const pid = serverPid();
  server.leave();
  expect(isLivePostgres(pid)).toBe(false);
  expect(readPostmaster(cluster())).toBeNull();
  expect(await ask()).toMatchObject({ me: "colloquy" });
});

it("starts the server again after it was killed", async () => {
  await ask();
  const pid = serverPid();
  process.kill(pid, "SIGKILL");
  await expect.poll(() => ask().catch(() => null), { timeout: 15_000 }).not.toBeNull();
  expect(serverPid()).not.toBe(pid);
});

it("starts over lock files whose number belongs to another program by now", async () => {
  await ask();
  server.leave();
  const lines = [process.pid, cluster(), 1, 5432, cluster(), "", "1 1", "ready"].join("\n");
  fs.writeFileSync(path.join(cluster(), "postmaster.pid"), lines);
  fs.writeFileSync(path.join(cluster(), ".s.PGSQL.5432.lock"), lines);
  expect(await ask()).toMatchObject({ me: "colloquy" });
});

it("takes over the server of a process that was killed, and stops it in the end", async () => {
  const other = await startOther();
  const pid = serverPid();
  await stop(other, "SIGKILL");
  expect(isLivePostgres(pid)).toBe(true);
  await ask();
  expect(serverPid()).toBe(pid);
  server.leave();
  expect(isLivePostgres(pid)).toBe(false);
});

it("shares one server: who stops first leaves it to the other", async () => {
  await ask();
  const pid = serverPid();
  const other = await startOther();
  expect(serverPid()).toBe(pid);
  server.leave();
  expect(isLivePostgres(pid)).toBe(true);
  await stop(other, "SIGTERM");
  expect(isLivePostgres(pid)).toBe(false);
});

it("makes one cluster when two processes start on an empty folder at once", async () => {
  const [, other] = await Promise.all([ask(), startOther()]);
  expect(fs.readdirSync(dataDir).filter((name) => name.includes(".new-"))).toEqual([]);
  await stop(other, "SIGINT");
  expect(await ask()).toMatchObject({ me: "colloquy" });
});

it("uses a short path for the socket when the folder's is too long", async () => {
  const deep = path.join(dataDir, "x".repeat(110));
  const far = embeddedServer(deep);
  try {
    const { socketPath } = await far.address(60_000);
    expect(socketPath.length).toBeLessThan(104);
    expect(fs.existsSync(socketPath)).toBe(true);
    far.leave();
    expect(fs.existsSync(path.dirname(socketPath))).toBe(false);
  } finally {
    far.leave();
  }
});

it("says what to do about a folder of another version", async () => {
  fs.mkdirSync(cluster(), { recursive: true });
  fs.writeFileSync(path.join(cluster(), "PG_VERSION"), "15\n");
  await expect(server.address()).rejects.toThrow(/made by PostgreSQL 15, .* brings 18/);
});
