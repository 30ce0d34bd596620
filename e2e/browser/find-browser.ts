import { spawnSync } from "node:child_process";
import { chromium } from "@playwright/test";

/** The first Chromium that runs here, as its path; null when there is none. */
export function findBrowser(): string | null {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (chosen) return chosen;
  return [chromium.executablePath(), ...installedByTheSystem].find(canRun) ?? null;
}

const installedByTheSystem = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** False as well for a download that lacks the system's libraries. */
function canRun(file: string): boolean {
  return spawnSync(file, ["--version", "--no-sandbox"], { stdio: "ignore" }).status === 0;
}
