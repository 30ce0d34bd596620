import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { startApp } from "./app-server";
import { type Bench, type Figure, toFigure } from "./bench";
import { loadDataset } from "./dataset/load-dataset";
import { describeMachine, describeStored } from "./describe-machine";
import { measures } from "./measures";
import { printPlans } from "./plans";
import { formatDescription, formatFigure, formatTable, type Report } from "./report";

/** `npm run bench`: makes a data set, starts the app on it and prints figures beside their targets. */
const { values: options } = parseArgs({
  options: {
    sessions: { type: "string", default: "10000" },
    only: { type: "string" },
    skip: { type: "string" },
    runs: { type: "string", default: "3" },
    "soak-minutes": { type: "string", default: "0" },
    json: { type: "string" },
    compare: { type: "string" },
    data: { type: "string" },
    plans: { type: "boolean", default: false },
  },
});

const sessions = readCount("sessions", options.sessions, 1_000);
const runs = readCount("runs", options.runs, 1);
const soakMinutes = readCount("soak-minutes", options["soak-minutes"], 0);
const chosen = chooseMeasures();
const dataDir = path.resolve(
  options.data ?? path.join(process.env.COLLOQUY_BENCH_DIR ?? ".colloquy", `bench-${sessions}`),
);
// The settings of an app in use are not for this one, least of all its database.
const others = ["DATABASE_URL", "DATABASE_READ_URL", "COLLOQUY_RETENTION_DAYS", "COLLOQUY_SECRET"];
for (const name of others) delete process.env[name];
process.env.COLLOQUY_DATA_DIR = dataDir;
const log = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);
const earlier: Report | null = options.compare
  ? JSON.parse(fs.readFileSync(options.compare, "utf8"))
  : null;

fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const dataset = await loadDataset({ sessions, log });
const about = { machine: await describeMachine(), dataset, stored: await describeStored() };
console.log(`\n${formatDescription(about)}\n`);

if (options.plans) await printPlans(dataset);
else await measureAll();
await closeDatabase();
process.exit();

async function measureAll(): Promise<void> {
  log("starting the app");
  const app = await startApp(dataDir);
  const bench: Bench = { app, dataset, runs, soakMinutes, log };
  const figures: Figure[] = [];
  try {
    for (const [name, measure] of chosen) {
      log(name);
      try {
        for (const reading of await measure(bench)) {
          const figure = toFigure(reading);
          figures.push(figure);
          console.log(formatFigure(figure, earlier));
        }
      } catch (error) {
        process.exitCode = 1;
        console.error(`${name} failed: ${error instanceof Error ? error.message : error}`);
      }
      writeReport({ ...about, figures });
    }
  } finally {
    app.client.close();
    await app.stop();
  }
  console.log(`\n${formatTable(figures, earlier)}`);
}

/** After each measure, so that a run that is ended keeps what it has. */
function writeReport(report: Report): void {
  if (options.json) fs.writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
}

function readCount(name: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least) return count;
  console.error(`--${name} must be a whole number from ${least}.`);
  process.exit(2);
}

function chooseMeasures() {
  const named = (list: string | undefined) => list?.split(",") ?? [];
  const [only, skip] = [named(options.only), named(options.skip)];
  for (const name of [...only, ...skip]) {
    if (!(name in measures)) {
      console.error(
        `There is no measure ${name}. Choose from ${Object.keys(measures).join(", ")}.`,
      );
      process.exit(2);
    }
  }
  return Object.entries(measures).filter(
    ([name]) => (only.length === 0 || only.includes(name)) && !skip.includes(name),
  );
}
