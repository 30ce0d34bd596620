import { expect, test } from "vitest";
import { coverDays, coverRange, type PeriodRange } from "./block-cover";
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

test("blocks cover every day of a range once, and are few", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 300; round++) {
    const from = random() < 0.2 ? null : Math.floor(random() * 3_000);
    const to = random() < 0.3 ? null : (from ?? 0) + Math.floor(random() * random() * 2_000);
    const blocks = coverDays({ from, to });
    const covered = blocks.flatMap((block) => daysOf(block, block.days));
    expect(covered.sort((a, b) => a - b)).toEqual(daysOf({ from, to }, 1));
    for (const block of blocks) {
      if (block.days === 512 || block.from === null || block.to === null) continue;
      expect((block.to - block.from) / block.days).toBeLessThan(16);
    }
  }
});

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
