import { spawnSync } from "node:child_process";

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
    ],
    ownerId: Number(nobody),
  },
];

export function findLauncher(postgres: string): Launcher {
  const userId = process.getuid?.() ?? 0;
  const candidates = userId === 0 ? rootLaunchers : [{ prefix: [], ownerId: userId }];
  const found = candidates.find((launcher) => canRun(launcher, postgres));
  if (found) return found;
  throw new Error(
    userId === 0
      ? "Postgres refuses to run as root, and neither unshare nor setpriv can give it another user here: start Colloquy as an ordinary user, or set DATABASE_URL."
      : `The embedded Postgres cannot run on this system (${postgres} --version fails): set DATABASE_URL.`,
  );
}

function canRun({ prefix }: Launcher, postgres: string): boolean {
  const [program = postgres, ...args] = [...prefix, postgres, "--version"];
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
