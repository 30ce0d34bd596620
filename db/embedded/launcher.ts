import { spawnSync } from "node:child_process";
import type { Binaries } from "@/db/embedded/binaries";

/** How this process runs Postgres, which refuses to be root. */
export interface Launcher {
  prefix: string[];
  /** Who has to own the cluster's files, as this process sees user ids. */
  ownerId: number;
}

const nobody = "65534";

const rootLaunchers: Launcher[] = [
  // Root under another number in a namespace of its own: may enter a root-only home.
  {
    prefix: ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`],
    ownerId: 0,
  },
  // Where namespaces are forbidden, as in most containers: nobody, who may still enter that home.
  {
    prefix: [
      "setpriv",
      `--reuid=${nobody}`,
      `--regid=${nobody}`,
      "--clear-groups",
      "--inh-caps=+dac_override",
      "--ambient-caps=+dac_override",
      // Without it, access(2) ignores that capability.
      "--securebits=+no_setuid_fixup",
    ],
    ownerId: Number(nobody),
  },
];

export function findLauncher({ initdb }: Binaries): Launcher {
  const userId = process.getuid?.() ?? 0;
  const candidates = userId === 0 ? rootLaunchers : [{ prefix: [], ownerId: userId }];
  const found = candidates.find((launcher) => canRun(launcher, initdb));
  if (found) return found;
  throw new Error(
    userId === 0
      ? "Postgres refuses to run as root, and neither unshare nor setpriv can give it another user here: start Colloquy as an ordinary user, or set DATABASE_URL."
      : `The embedded Postgres cannot run on this system (${initdb} fails): set DATABASE_URL.`,
  );
}

/** Finds its neighbours and its data files, as it would to make a cluster, and writes nothing. */
function canRun({ prefix }: Launcher, initdb: string): boolean {
  const [program = "", ...args] = [...prefix, initdb, "--show", "--pgdata=/nonexistent/cluster"];
  return spawnSync(program, args, { stdio: "ignore", env: postgresEnvironment() }).status === 0;
}

/** Nothing of the operator's own Postgres settings reaches the embedded one. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(own), NODE_ENV: process.env.NODE_ENV, LC_ALL: "C" };
}
