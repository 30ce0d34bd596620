import { DatabaseAwayError } from "@/lib/database-away";

/** Gives up waiting, not the work: what was asked of the database may still happen. */
export async function within<T>(maxWaitMs: number, work: Promise<T>, sentence: string): Promise<T> {
  if (maxWaitMs === Number.POSITIVE_INFINITY) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseAwayError(sentence)), maxWaitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
