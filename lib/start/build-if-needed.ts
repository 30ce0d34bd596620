/** The first half of `npm start`: checks the settings, then builds unless this source is built. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { readSettings } from "@/lib/settings";
import { hashSources } from "@/lib/start/hash-sources";

const { mistakes } = readSettings(process.env);
if (mistakes.length > 0) {
  console.error(mistakes.join("\n"));
  process.exit(1);
}

const buildFolder = process.env.COLLOQUY_BUILD_DIR ?? ".next";
const stamp = path.join(buildFolder, "built-from");
const sources = hashSources(process.cwd());

if (!fs.existsSync(stamp) || fs.readFileSync(stamp, "utf8") !== sources) {
  console.log("Building Colloquy; the next start takes this build.");
  fs.rmSync(stamp, { force: true });
  const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) process.exit(status ?? 1);
  fs.writeFileSync(stamp, sources);
}
