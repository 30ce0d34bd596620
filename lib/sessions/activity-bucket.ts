const mostBuckets = 60;
/** From a minute to thirty days. */
const bucketSizesMs = [
  60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000,
  604_800_000, 2_592_000_000,
];

/** The smallest round size of which about sixty cover the span. Spans of centuries (a clock at 1970)
 * get whole days. */
export function chooseBucket(spanMs: number): number {
  const fitting = bucketSizesMs.find((size) => spanMs / size <= mostBuckets);
  return fitting ?? Math.ceil(spanMs / mostBuckets / 86_400_000) * 86_400_000;
}
