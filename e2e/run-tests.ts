/** `npm test`: every check there is; the last line says how many tests passed and failed. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installBrowser } from "@/e2e/browser/install-browser";
import { type Count, countPlaywright, countVitest } from "@/e2e/count-tests";

const results = fileURLToPath(new URL(".results", import.meta.url));
const vitestReport = path.join(results, "vitest.json");
const playwrightReport = path.join(results, "playwright.json");
const buildFolder = ".next/test";

fs.rmSync(results, { recursive: true, force: true });
// Types of routes that are gone since would fail the check.
for (const folder of [".next", ".next/dev", buildFolder]) {
  fs.rmSync(path.join(folder, "types"), { recursive: true, force: true });
}

const total: Count = { passed: 0, failures: [] };
checkThat("the types fit", ["npm", "run", "typecheck"]);
checkThat("the code follows the rules", ["npm", "run", "lint"]);
addTests(
  ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`],
  () => countVitest(fs.readFileSync(vitestReport, "utf8")),
);
if (checkThat("the app builds", ["tsx", "lib/start/build-if-needed.ts"]) && hasBrowser()) {
  addTests(["playwright", "test", "-c", "e2e"], () =>
    countPlaywright(fs.readFileSync(playwrightReport, "utf8")),
  );
}
for (const failure of total.failures) console.log(`Failed: ${failure}`);
console.log(`${total.passed} passed, ${total.failures.length} failed`);
process.exitCode = total.failures.length > 0 || total.passed === 0 ? 1 : 0;

/** Not a test, so only its failure counts. */
function checkThat(sentence: string, command: string[]): boolean {
  console.log(`\nChecking that ${sentence}`);
  if (run(command)) return true;
  total.failures.push(`It is not so that ${sentence}.`);
  return false;
}

function hasBrowser(): boolean {
  try {
    process.env.PLAYWRIGHT_CHROMIUM_PATH = installBrowser();
    return true;
  } catch (error) {
    total.failures.push(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** A runner that fails without a failed test, or leaves no report, is a failure too. */
function addTests(command: string[], readCount: () => Count): void {
  console.log(`\nRunning ${command[0]}`);
  const succeeded = run(command);
  const count = countOr(readCount, `${command[0]} left no report.`);
  if (!succeeded && count.failures.length === 0) {
    count.failures.push(`${command[0]} ended with an error that no test had: see its output.`);
  }
  total.passed += count.passed;
  total.failures.push(...count.failures);
}

function countOr(readCount: () => Count, failure: string): Count {
  try {
    return readCount();
  } catch {
    return { passed: 0, failures: [failure] };
  }
}

function run([program = "", ...args]: string[]): boolean {
  const { status } = spawnSync(program, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", COLLOQUY_BUILD_DIR: buildFolder },
  });
  return status === 0;
}
