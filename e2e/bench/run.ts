import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { startApp } from "./app-server";
import type { Bench, Figure } from "./bench";
import { loadDataset } from "./dataset/load-dataset";
import { measures } from "./measures";
import { printPlans } from "./plans";
import { describeMachine, formatFigure, type Report } from "./report";

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

const sessions = Number(options.sessions);
const chosen = chooseMeasures();
const dataDir = path.resolve(options.data ?? `e2e/.results/bench-${sessions}`);
process.env.COLLOQUY_DATA_DIR = dataDir;
const log = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);
const earlier: Report | null = options.compare
  ? JSON.parse(fs.readFileSync(options.compare, "utf8"))
  : null;

fs.mkdirSync(dataDir, { recursive: true });
const dataset = await loadDataset({ sessions, log });
log(`${dataset.sessions} sessions, ${dataset.spans} spans, ${toGb(dataset.bytesOnDisk)} GB`);
const machine = await describeMachine();
for (const [name, value] of Object.entries(machine)) console.log(`${name.padEnd(20)} ${value}`);

if (options.plans) await printPlans(dataset);
else await measureAll();
await closeDatabase();
process.exit();

async function measureAll(): Promise<void> {
  log("starting the app");
  const app = await startApp(dataDir);
  const soakMinutes = Number(options["soak-minutes"]);
  const bench: Bench = { app, dataset, runs: Number(options.runs), soakMinutes, log };
  const figures: Figure[] = [];
  try {
    for (const [name, measure] of chosen) {
      try {
        for (const figure of await measure(bench)) {
          figures.push(figure);
          console.log(formatFigure(figure, earlier));
        }
      } catch (error) {
        process.exitCode = 1;
        console.error(`${name} failed: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    app.client.close();
    await app.stop();
  }
  const report: Report = { machine, dataset, figures };
  if (options.json) fs.writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
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

function toGb(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
