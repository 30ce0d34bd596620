import { expect, test } from "vitest";
import { Pace } from "./pace";

function work(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

async function workLong(stretches: number): Promise<void> {
  const pace = new Pace();
  for (let done = 0; done < stretches; done++) {
    work(1);
    if (pace.isDue) await pace.rest();
  }
}

test("others have their turn while several work long", async () => {
  let isOver = false;
  const working = Promise.all([1, 2, 3, 4].map(() => workLong(60))).then(() => {
    isOver = true;
  });
  let turns = 0;
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  await working;
  expect(turns).toBeGreaterThan(40);
});

test("short work does not rest", async () => {
  const pace = new Pace();
  expect(pace.isDue).toBe(false);
  work(5);
  expect(pace.isDue).toBe(true);
  await pace.rest();
  expect(pace.isDue).toBe(false);
});
