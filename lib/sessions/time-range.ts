import { formatAbsoluteTime } from "@/lib/format";
import type { SessionFilters, TimeRange } from "./session-query";

export const TIME_RANGE_LABELS: Record<TimeRange, string> = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  all: "All time",
};

/** null: all time. Absolute times in `timeZone`, else in the reader's own. */
export function describeTimeRange(filters: SessionFilters, timeZone?: string): string | null {
  const { range, from, to } = filters;
  const at = (iso: string) => formatAbsoluteTime(iso, timeZone).replace(/:\d\d(?= )(.*)$/, "");
  if (from !== null && to !== null) return `${at(from)} – ${at(to)}`;
  if (from !== null) return `since ${at(from)}`;
  if (to !== null) return `until ${at(to)}`;
  return range === "all" ? null : TIME_RANGE_LABELS[range].toLowerCase();
}

const rangeMs: Record<TimeRange, number | null> = {
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 7 * 86_400_000,
  "30d": 30 * 86_400_000,
  "90d": 90 * 86_400_000,
  all: null,
};

/** The bounds of the last activity, both inclusive and in ISO 8601 UTC; null is open. */
export function timeBounds(
  { range, from, to }: Pick<SessionFilters, "range" | "from" | "to">,
  nowMs: number,
): { from: string | null; to: string | null } {
  const span = from === null && to === null ? rangeMs[range] : null;
  return { from: span === null ? from : new Date(nowMs - span).toISOString(), to };
}

export function withoutTimeRange(filters: SessionFilters): SessionFilters {
  return { ...filters, range: "all", from: null, to: null };
}
