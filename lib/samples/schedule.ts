import type { SampleRandom } from "./random";

const DAYS = 14;
const HOUR_MS = 3_600_000;

/** How busy each hour of a local day is. */
const HOURS = [
  1, 1, 1, 1, 1, 2, 5, 12, 22, 30, 32, 28, 20, 26, 30, 28, 24, 20, 17, 18, 19, 14, 7, 3,
] as const;
/** Sunday first. */
const WEEKDAYS = [4, 10, 11, 11, 10, 8, 5] as const;

/** Starting times over the two weeks before `nowMs`, oldest first, in the rhythm of a local day. */
export function scheduleSessions(
  count: number,
  nowMs: number,
  utcOffset: number,
  random: SampleRandom,
): number[] {
  const slots: { atMs: number; weight: number }[] = [];
  const firstHour = Math.floor(nowMs / HOUR_MS) - DAYS * 24;
  for (let i = 0; i < DAYS * 24; i++) {
    const atMs = (firstHour + i) * HOUR_MS;
    const local = new Date(atMs + utcOffset * HOUR_MS);
    const weight = (HOURS[local.getUTCHours()] ?? 1) * (WEEKDAYS[local.getUTCDay()] ?? 1);
    slots.push({ atMs, weight });
  }
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0);
  const starts = Array.from({ length: count }, () => {
    let rest = random.next() * total;
    const slot = slots.find(({ weight }) => {
      rest -= weight;
      return rest < 0;
    });
    return (slot?.atMs ?? nowMs - HOUR_MS) + Math.floor(random.next() * HOUR_MS);
  });
  return starts.sort((a, b) => a - b);
}
