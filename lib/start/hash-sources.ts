import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Whatever a build is made from, and nothing else: tests and documents change without one. */
const roots = [
  "app",
  "components",
  "db",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "proxy.ts",
  "tsconfig.json",
];

export function hashSources(folder: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of roots.flatMap((root) => listFiles(folder, root)).sort()) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(folder, file)));
  }
  return hash.digest("hex");
}

function listFiles(folder: string, root: string): string[] {
  const found = fs.statSync(path.join(folder, root), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [root];
  return fs
    .readdirSync(path.join(folder, root), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(root, file))
    .filter((file) => !/\.test\.tsx?$|(^|\/)\.[^/]*$/.test(file))
    .filter((file) => fs.statSync(path.join(folder, file)).isFile());
}
