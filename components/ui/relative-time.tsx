"use client";

import { formatAbsoluteTime, formatRelativeTime } from "@/lib/format";
import { useNowMs } from "./clock";
import { useTimeZone } from "./use-time-zone";

/** "5m ago", with the absolute time and zone on hover and focus. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const nowMs = useNowMs();
  return (
    <time dateTime={at} data-tip={formatAbsoluteTime(at, useTimeZone())} className={className}>
      {formatRelativeTime(at, nowMs)}
    </time>
  );
}

/** "14 Nov 2026, 13:45:12 GMT+1", in UTC until the reader's zone is known. */
export function AbsoluteTime({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} className={className}>
      {formatAbsoluteTime(at, useTimeZone())}
    </time>
  );
}
