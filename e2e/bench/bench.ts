import type { AppServer } from "./app-server";
import type { Dataset } from "./dataset/describe-dataset";
import { type FigureName, targets, type Unit } from "./targets";

/** What every measure works with. */
export interface Bench {
  app: AppServer;
  dataset: Dataset;
  /** How often a figure is taken; the median counts. */
  runs: number;
  soakMinutes: number;
  log(line: string): void;
}

export interface Reading {
  name: FigureName;
  value: number;
  /** Of latencies, whose value is their p95. */
  p50: number | null;
  /** Worth telling beside it. */
  note: string;
}

export interface Figure extends Omit<Reading, "name"> {
  name: string;
  unit: Unit;
  /** At least so much of a rate, at most so much of anything else; null: only told. */
  target: number | null;
}

export type Measure = (bench: Bench) => Promise<Reading[]>;

export function toFigure(reading: Reading): Figure {
  return { ...reading, ...targets[reading.name] };
}

/** Rates are to be high, all else low. */
export function isMet({ unit, value, target }: Figure): boolean | null {
  if (target === null) return null;
  return isRate(unit) ? value >= target : value <= target;
}

export function isRate(unit: Unit): boolean {
  return unit.endsWith("/s");
}
