import { setTimeout as sleep } from "node:timers/promises";
import { type ReactNode, Suspense } from "react";

/** React shows what comes after a skeleton 300 ms after it at the soonest: only what takes long gets
 * one, and all else comes whole. */
const SKELETON_AFTER_MS = 150;

export async function whenReady<T>(
  data: Promise<T>,
  skeleton: ReactNode,
  render: (data: T) => ReactNode,
): Promise<ReactNode> {
  const late = new AbortController();
  const isLate = sleep(SKELETON_AFTER_MS, true, { signal: late.signal }).catch(() => true);
  const tooLate = await Promise.race([data.then(() => false), isLate]);
  late.abort();
  if (!tooLate) return render(await data);
  return (
    <Suspense fallback={skeleton}>
      <Late data={data} render={render} />
    </Suspense>
  );
}

async function Late<T>({ data, render }: { data: Promise<T>; render: (data: T) => ReactNode }) {
  return render(await data);
}
