import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { findBrowser } from "./browser/find-browser";

const results = fileURLToPath(new URL(".results", import.meta.url));
const dataDir = path.join(results, "data");

// Workers load this file again and must find what the first load chose.
if (process.env.COLLOQUY_TEST_PORT === undefined) {
  process.env.COLLOQUY_TEST_PORT = String(await findFreePort());
  fs.rmSync(dataDir, { recursive: true, force: true });
}
const port = process.env.COLLOQUY_TEST_PORT;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: path.join(results, "failures"),
  reporter: [["list"], ["json", { outputFile: path.join(results, "playwright.json") }]],
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Machines that run the tests may be slow; a test that passes waits no longer for it.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    browserName: "chromium",
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      chromiumSandbox: process.getuid?.() !== 0,
    },
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "off",
    video: "off",
  },
  webServer: {
    command: "npm start",
    cwd: "..",
    url: `http://127.0.0.1:${port}/api/health/ready`,
    env: {
      PORT: port,
      HOST: "127.0.0.1",
      COLLOQUY_DATA_DIR: dataDir,
      COLLOQUY_BUILD_DIR: ".next/test",
    },
    reuseExistingServer: false,
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const free = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(free));
    });
  });
}
