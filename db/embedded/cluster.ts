import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Binaries } from "@/db/embedded/binaries";
import { type Launcher, postgresEnvironment } from "@/db/embedded/launcher";

const majorVersion = "18";
const passwordFile = "colloquy.password";

/**
 * Makes the folder's cluster unless it stands: UTF-8 in byte order with Unicode letters, reached
 * only through a socket in a private folder and with a random password. Atomic: a start that is
 * killed half-way, or races another, leaves a whole cluster or none.
 */
export function ensureCluster(cluster: string, binaries: Binaries, launcher: Launcher): void {
  if (!fs.existsSync(path.join(cluster, "PG_VERSION"))) createCluster(cluster, binaries, launcher);
  const version = fs.readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  if (version !== majorVersion) {
    throw new Error(
      `${cluster} was made by PostgreSQL ${version}, and this Colloquy brings ${majorVersion}: dump it with the older version, or choose another COLLOQUY_DATA_DIR.`,
    );
  }
  giveToOwner(cluster, launcher.ownerId);
}

export function readPassword(cluster: string): string {
  return fs.readFileSync(path.join(cluster, passwordFile), "utf8");
}

function createCluster(cluster: string, binaries: Binaries, launcher: Launcher): void {
  const draft = `${cluster}.new-${process.pid}`;
  const passwordInput = `${draft}.password`;
  const password = randomBytes(24).toString("hex");
  fs.mkdirSync(path.dirname(cluster), { recursive: true, mode: 0o700 });
  fs.rmSync(draft, { recursive: true, force: true });
  fs.writeFileSync(passwordInput, password, { mode: 0o600 });
  try {
    run(launcher, [
      binaries.initdb,
      `--pgdata=${draft}`,
      "--username=postgres",
      `--pwfile=${passwordInput}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ]);
    fs.writeFileSync(path.join(draft, "pg_hba.conf"), "local all all scram-sha-256\n");
    run(
      launcher,
      [binaries.postgres, "--single", "-D", draft, "postgres"],
      `create role colloquy login createdb password '${password}';\ncreate database colloquy owner colloquy;\n`,
    );
    fs.writeFileSync(path.join(draft, passwordFile), password, { mode: 0o600 });
    try {
      fs.renameSync(draft, cluster);
    } catch (error) {
      if (!fs.existsSync(path.join(cluster, "PG_VERSION"))) throw error;
    }
  } finally {
    fs.rmSync(passwordInput, { force: true });
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function run({ prefix }: Launcher, command: string[], input = ""): void {
  const [program = "", ...args] = [...prefix, ...command];
  const { status, stdout, stderr, error } = spawnSync(/* turbopackIgnore: true */ program, args, {
    input,
    encoding: "utf8",
    env: postgresEnvironment(),
  });
  if (status === 0) return;
  const said = error?.message ?? `${stderr}${stdout}`.trim().split("\n").slice(-5).join("\n");
  throw new Error(`The embedded Postgres could not be set up: ${said}`);
}

/** A folder that was used in another way before (say, in a container) changes hands. */
function giveToOwner(cluster: string, ownerId: number): void {
  if (fs.statSync(cluster).uid === ownerId) return;
  if (process.getuid?.() !== 0) {
    throw new Error(
      `${cluster} belongs to another user: choose another COLLOQUY_DATA_DIR, or start Colloquy as that user.`,
    );
  }
  for (const entry of fs.readdirSync(cluster, { recursive: true, encoding: "utf8" })) {
    fs.lchownSync(path.join(cluster, entry), ownerId, ownerId);
  }
  fs.chownSync(cluster, ownerId, ownerId);
}
