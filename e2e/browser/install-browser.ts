import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { findBrowser } from "@/e2e/browser/find-browser";

/** Finds a browser, or installs one: Playwright's, else Debian's. Throws when none will run. */
export function installBrowser(): string {
  for (const install of [() => {}, installPlaywrights, installDebians]) {
    install();
    const found = findBrowser();
    if (found) return found;
  }
  throw new Error(
    "No Chromium runs here. Install one, or name one in PLAYWRIGHT_CHROMIUM_PATH, and run again.",
  );
}

function installPlaywrights(): void {
  console.log("No browser found: installing Playwright's Chromium.");
  run("npx", ["playwright", "install", "chromium"], 180_000);
}

function installDebians(): void {
  if (process.getuid?.() !== 0 || !fs.existsSync("/etc/debian_version")) return;
  console.log("Installing Debian's Chromium.");
  run("apt-get", ["update"], 180_000);
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], 600_000);
}

/** Whether it helped is seen by looking for a browser again. */
function run(program: string, args: string[], timeout: number): void {
  spawnSync(program, args, {
    stdio: ["ignore", "inherit", "inherit"],
    timeout,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
