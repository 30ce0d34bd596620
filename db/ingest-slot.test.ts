import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withIngestSlot } from "@/db/ingest-slot";
import { isDatabaseAway } from "@/lib/database-away";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function startWork(count: number) {
  const finish: (() => void)[] = [];
  const results = Array.from({ length: count }, () =>
    withIngestSlot(() => new Promise<string>((resolve) => finish.push(() => resolve("stored")))),
  );
  return { finish, results };
}

it("runs six at once, the others in order as slots come free, none for good", async () => {
  const { finish, results } = startWork(8);
  await vi.advanceTimersByTimeAsync(0);
  expect(finish).toHaveLength(6);
  finish[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(finish).toHaveLength(7);
  finish[1]?.();
  await vi.advanceTimersByTimeAsync(0);
  for (const done of finish) done();
  expect(await Promise.all(results)).toEqual(Array(8).fill("stored"));
});

it("says that the database is away when no slot comes free", async () => {
  const { finish, results } = startWork(7);
  const last = results[6]?.catch(isDatabaseAway);
  await vi.advanceTimersByTimeAsync(5_001);
  expect(await last).toBe(true);
  for (const done of finish) done();
  await Promise.all(results.slice(0, 6));
  expect(await withIngestSlot(async () => "next")).toBe("next");
});

it("frees the slot of work that fails", async () => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await expect(withIngestSlot(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  }
});

it("does not wait for a server that hangs", async () => {
  const { finish, results } = startWork(1);
  const outcome = results[0]?.catch(isDatabaseAway);
  await vi.advanceTimersByTimeAsync(35_001);
  expect(await outcome).toBe(true);
  finish[0]?.();
});
