/** From a period, inclusive, to another, exclusive, counted from 1970; null is open. */
export interface PeriodRange {
  from: number | null;
  to: number | null;
}

/** Bounds of a time, in milliseconds from 1970, both inclusive; null is open. */
export interface TimeRangeMs {
  fromMs: number | null;
  toMs: number | null;
}

/** A range of times as the whole periods in it (null: none) and what is left at its ends, each
 * `fromMs` inclusive and `toMs` exclusive unless it is the range's own. */
export interface Cover {
  whole: PeriodRange | null;
  edges: { fromMs: number | null; toMs: number | null; isToInclusive: boolean }[];
}

export function coverRange({ fromMs, toMs }: TimeRangeMs, periodMs: number): Cover {
  const from = fromMs === null ? null : Math.ceil(fromMs / periodMs);
  const to = toMs === null ? null : Math.floor(toMs / periodMs);
  if (from !== null && to !== null && from >= to)
    return { whole: null, edges: [{ fromMs, toMs, isToInclusive: true }] };
  const edges: Cover["edges"] = [];
  if (from !== null && fromMs !== from * periodMs)
    edges.push({ fromMs, toMs: from * periodMs, isToInclusive: false });
  if (to !== null) edges.push({ fromMs: to * periodMs, toMs, isToInclusive: true });
  return { whole: { from, to }, edges };
}

/** Of how many periods the rollups keep blocks, each size a multiple of the one before. */
export const daysOfBlocks = [1, 8, 64, 512];
export const hoursOfBlocks = [1, 24, 192, 1_536, 12_288];

export interface Blocks extends PeriodRange {
  size: number;
}

/** A range of periods as few blocks; every block begins at a multiple of its size. */
export function coverBlocks({ from, to }: PeriodRange, sizes: number[]): Blocks[] {
  const blocks: Blocks[] = [];
  let [low, high] = [from, to];
  for (const [index, size] of sizes.entries()) {
    const larger = sizes[index + 1];
    const lowEnd = low === null || larger === undefined ? low : Math.ceil(low / larger) * larger;
    const highStart =
      high === null || larger === undefined ? high : Math.floor(high / larger) * larger;
    const isLast = lowEnd !== null && highStart !== null && lowEnd >= highStart;
    if (isLast || larger === undefined) {
      if (low === null || high === null || low < high) blocks.push({ size, from: low, to: high });
      return blocks;
    }
    if (low !== lowEnd) blocks.push({ size, from: low, to: lowEnd });
    if (high !== highStart) blocks.push({ size, from: highStart, to: high });
    [low, high] = [lowEnd, highStart];
  }
  return blocks;
}
