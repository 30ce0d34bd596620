import { setTimeout as sleep } from "node:timers/promises";

const codes = new Set(["40P01", "40001"]);
const attempts = 5;

/** Repeats one statement that Postgres gave up for the sake of another (deadlock, serialisation). */
export async function retryDeadlocks<T>(statement: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await statement();
    } catch (error) {
      if (attempt === attempts || !isDeadlock(error)) throw error;
      await sleep(5 * attempt + Math.random() * 20);
    }
  }
}

/** Drizzle wraps the driver's error. */
function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && codes.has(error.code)) return true;
  return isDeadlock(error.cause);
}
