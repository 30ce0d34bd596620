import { expect, test } from "vitest";
import {
  coverBlocks,
  coverRange,
  daysOfBlocks,
  hoursOfBlocks,
  type PeriodRange,
} from "./block-cover";
import { seededRandom } from "./testing/random-spans";

const farthest = 5_000;

function daysOf({ from, to }: PeriodRange, size: number): number[] {
  const days: number[] = [];
  for (let day = 0; day < farthest; day++) {
    const block = Math.floor(day / size) * size;
    if ((from === null || block >= from) && (to === null || block < to)) days.push(day);
  }
  return days;
}

test.each([daysOfBlocks, hoursOfBlocks])(
  "blocks of %i, %i, … cover a range once, and are few",
  (...sizes) => {
    const random = seededRandom(7);
    for (let round = 0; round < 300; round++) {
      const from = random() < 0.2 ? null : Math.floor(random() * 3_000);
      const to = random() < 0.3 ? null : (from ?? 0) + Math.floor(random() * random() * 2_000);
      const blocks = coverBlocks({ from, to }, sizes);
      const covered = blocks.flatMap((block) => daysOf(block, block.size));
      expect(covered.sort((a, b) => a - b)).toEqual(daysOf({ from, to }, 1));
      for (const block of blocks) {
        if (block.size === sizes.at(-1) || block.from === null || block.to === null) continue;
        expect((block.to - block.from) / block.size).toBeLessThan(2 * 24);
      }
    }
  },
);

test("a range is its whole periods and its ends", () => {
  expect(coverRange({ fromMs: null, toMs: null }, 10)).toEqual({
    whole: { from: null, to: null },
    edges: [],
  });
  expect(coverRange({ fromMs: 20, toMs: null }, 10)).toEqual({
    whole: { from: 2, to: null },
    edges: [],
  });
  expect(coverRange({ fromMs: 21, toMs: 55 }, 10)).toEqual({
    whole: { from: 3, to: 5 },
    edges: [
      { fromMs: 21, toMs: 30, isToInclusive: false },
      { fromMs: 50, toMs: 55, isToInclusive: true },
    ],
  });
  expect(coverRange({ fromMs: 21, toMs: 29 }, 10)).toEqual({
    whole: null,
    edges: [{ fromMs: 21, toMs: 29, isToInclusive: true }],
  });
});
