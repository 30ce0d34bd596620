import { execFileSync } from "node:child_process";
import os from "node:os";
import { database } from "@/db/client";
import { type Figure, isMet, isRate } from "./bench";
import type { Dataset } from "./dataset/describe-dataset";

export interface Report {
  machine: Record<string, string>;
  dataset: Dataset;
  figures: Figure[];
}

const serverSettings = ["server_version", "shared_buffers", "max_wal_size", "synchronous_commit"];

export async function describeMachine(): Promise<Record<string, string>> {
  const { sql } = database();
  const rows = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from unnest(${serverSettings}::text[]) name`;
  return {
    processor: `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    ...Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  };
}

/** One line: figure, value, target, and how it stands to an earlier run (2.00 is twice as good). */
export function formatFigure(figure: Figure, earlier: Report | null): string {
  const { name, unit, value, target, note } = figure;
  const met = isMet(figure);
  const bound = target === null ? "" : `${isRate(unit) ? "≥" : "≤"} ${formatNumber(target)}`;
  const verdict = met === null ? "" : met ? "met" : "MISSED";
  const before = earlier?.figures.find((other) => other.name === name);
  return [
    name.padEnd(58),
    `${formatNumber(value)} ${unit}`.padStart(18),
    bound.padStart(10),
    verdict.padEnd(7),
    (before ? `×${howMuchBetter(before, figure).toFixed(2)}` : "").padEnd(7),
    note,
  ]
    .join("  ")
    .trimEnd();
}

export function howMuchBetter(before: Figure, now: Figure): number {
  return isRate(now.unit) ? now.value / before.value : before.value / now.value;
}

function formatNumber(value: number): string {
  return Math.abs(value) < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US");
}
