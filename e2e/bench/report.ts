import { type Figure, isMet, isRate } from "./bench";
import type { Dataset } from "./dataset/describe-dataset";
import type { Stored } from "./describe-machine";
import type { Unit } from "./targets";

/** What --json writes and --compare reads. */
export interface Report {
  machine: Record<string, string>;
  dataset: Dataset;
  stored: Stored;
  figures: Figure[];
}

type Earlier = Pick<Report, "figures">;
type CellOf = (figure: Figure, earlier: Earlier | null) => string;

const columns: { header: string; width: number; align: "start" | "end"; of: CellOf }[] = [
  { header: "figure", width: 60, align: "start", of: ({ name }) => name },
  { header: "p50", width: 8, align: "end", of: ({ p50 }) => (p50 === null ? "" : number(p50)) },
  { header: "p95 or value", width: 20, align: "end", of: formatValue },
  { header: "target", width: 9, align: "end", of: formatTarget },
  { header: "", width: 6, align: "start", of: formatVerdict },
  { header: "better", width: 7, align: "start", of: formatRatio },
  { header: "", width: 0, align: "start", of: ({ note }) => note },
];

export function formatTable(figures: readonly Figure[], earlier: Earlier | null): string {
  const missed = figures.filter((figure) => isMet(figure) === false).length;
  const bounded = figures.filter((figure) => figure.target !== null).length;
  return [
    formatLine(columns.map(({ header }) => header)),
    ...figures.map((figure) => formatFigure(figure, earlier)),
    `${bounded - missed} of ${bounded} targets met`,
  ].join("\n");
}

/** One line; "better" is how the figure stands to the earlier one: ×2.00 is twice as good. */
export function formatFigure(figure: Figure, earlier: Earlier | null): string {
  return formatLine(columns.map(({ of }) => of(figure, earlier)));
}

export function formatDescription({ machine, dataset, stored }: Omit<Report, "figures">): string {
  const lines: Record<string, string> = {
    ...machine,
    "data set": `${count(dataset)}; ${dataset.users} users, ${gigabytes(dataset)}`,
    "stored by now": `${count(stored)}; ${gigabytes(stored)}`,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name.padEnd(20)}  ${value}`)
    .join("\n");
}

export function howMuchBetter(before: Pick<Figure, "value">, now: FigureValue): number {
  if (before.value === now.value) return 1;
  return isRate(now.unit) ? now.value / before.value : before.value / now.value;
}

interface FigureValue {
  unit: Unit;
  value: number;
}

function formatLine(cells: readonly string[]): string {
  return cells
    .map((cell, index) => {
      const { width = 0, align = "start" } = columns[index] ?? {};
      return align === "start" ? cell.padEnd(width) : cell.padStart(width);
    })
    .join("  ")
    .trimEnd();
}

function formatValue({ value, unit }: Figure): string {
  return `${number(value)} ${unit}`.trimEnd();
}

function formatTarget({ target, unit }: Figure): string {
  return target === null ? "" : `${isRate(unit) ? "≥" : "≤"} ${target.toLocaleString("en-US")}`;
}

function formatVerdict(figure: Figure): string {
  const met = isMet(figure);
  return met === null ? "" : met ? "met" : "MISSED";
}

function formatRatio(figure: Figure, earlier: Earlier | null): string {
  const before = earlier?.figures.find(({ name }) => name === figure.name);
  return before ? `×${howMuchBetter(before, figure).toFixed(2)}` : "";
}

function count({ sessions, spans }: { sessions: number; spans: number }): string {
  return `${sessions.toLocaleString("en-US")} sessions, ${spans.toLocaleString("en-US")} spans`;
}

function gigabytes({ bytesOnDisk }: { bytesOnDisk: number }): string {
  return `${(bytesOnDisk / 1e9).toFixed(2)} GB`;
}

function number(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(Math.abs(value) < 1 ? 3 : 1);
}
