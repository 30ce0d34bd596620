import { expect, test } from "vitest";
import { BodyBudget } from "./body-budget";

/** True once the promise has settled within a few turns of the event loop. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise((resolve) => setTimeout(resolve, 5, "later"));
  return (await Promise.race([promise.then(() => "done"), later])) === "done";
}

test("one claim may go beyond, the next waits for it", async () => {
  const budget = new BodyBudget(10);
  const [first, second, third] = [{ bytes: 0 }, { bytes: 0 }, { bytes: 0 }];
  await budget.take(first, 8);
  await budget.take(second, 8);
  const waiting = budget.take(third, 8);
  expect(await isDone(waiting)).toBe(false);
  await budget.take(second, 100);
  budget.release(second);
  expect(await isDone(waiting)).toBe(true);
  expect(second.bytes).toBe(0);
});

test("who holds least is served first", async () => {
  const budget = new BodyBudget(10);
  const [full, large, small] = [{ bytes: 0 }, { bytes: 0 }, { bytes: 0 }];
  await budget.take(large, 4);
  await budget.take(full, 7);
  const [more, little] = [budget.take(large, 100), budget.take(small, 1)];
  expect(await isDone(little)).toBe(false);
  const order: string[] = [];
  more.then(() => order.push("large"));
  little.then(() => order.push("small"));
  budget.release(full);
  await Promise.all([more, little]);
  expect(order).toEqual(["small", "large"]);
});

test("who waits too long is told to come back", async () => {
  const budget = new BodyBudget(1, 10);
  const [first, second] = [{ bytes: 0 }, { bytes: 0 }];
  await budget.take(first, 5);
  await expect(budget.take(second, 5)).rejects.toMatchObject({
    status: 503,
    headers: { "Retry-After": "1" },
  });
  budget.release(first);
  await budget.take(second, 5);
  expect(second.bytes).toBe(5);
});
