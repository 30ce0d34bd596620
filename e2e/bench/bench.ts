import type { AppServer } from "./app-server";
import type { Dataset } from "./dataset/describe-dataset";

/** What every measure works with. */
export interface Bench {
  app: AppServer;
  dataset: Dataset;
  /** How often a figure is taken; the median counts. */
  runs: number;
  soakMinutes: number;
  log(line: string): void;
}

export interface Figure {
  name: string;
  unit: "ms" | "spans/s" | "rows/s" | "per second" | "MB" | "MB/h" | "µs" | "differences";
  value: number;
  /** At least so much of a rate, at most so much of anything else; null: only told. */
  target: number | null;
  /** Worth telling beside it. */
  note: string;
}

export type Measure = (bench: Bench) => Promise<Figure[]>;

/** Rates are to be high, all else low. */
export function isMet({ unit, value, target }: Figure): boolean | null {
  if (target === null) return null;
  return isRate(unit) ? value >= target : value <= target;
}

export function isRate(unit: Figure["unit"]): boolean {
  return unit === "spans/s" || unit === "rows/s" || unit === "per second";
}
