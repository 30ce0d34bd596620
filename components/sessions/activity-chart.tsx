"use client";

import { memo, type PointerEvent, useState } from "react";
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { formatAbsoluteTime, formatCountOf } from "@/lib/format";
import type { ActivityBucket, SessionActivity } from "@/lib/sessions/session-figures";

interface ActivityChartProps {
  activity: SessionActivity;
  onSelectTime: (from: string, to: string) => void;
}

/** Sessions over time, those with errors hatched. Dragging over it sets the time range; with the
 * keyboard the time range picker does the same. */
export const ActivityChart = memo(function ActivityChart({
  activity: { buckets, bucketMs },
  onSelectTime,
}: ActivityChartProps) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const sum = buckets.reduce((total, { sessions }) => total + sessions, 0);

  if (sum === 0) return <p className="flex h-full items-center text-faint text-xs">No activity.</p>;

  function bucketAt(event: PointerEvent<HTMLElement>): number {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * buckets.length);
    return Math.max(0, Math.min(buckets.length - 1, index));
  }

  function finish() {
    if (!drag) return;
    const first = buckets[Math.min(drag.from, drag.to)];
    const last = buckets[Math.max(drag.from, drag.to)];
    setDrag(null);
    if (!first || !last) return;
    const end = new Date(Date.parse(last.startedAt) + bucketMs - 1);
    onSelectTime(first.startedAt, end.toISOString());
  }

  const data = buckets.map(({ sessions, errors }) => ({ errors, others: sessions - errors }));
  const marked = drag ?? (hovered === null ? null : { from: hovered, to: hovered });
  const bucket = hovered === null ? undefined : buckets[hovered];
  return (
    <figure
      aria-label={`Activity: ${formatCountOf(sum, "session")} in ${formatCountOf(buckets.length, "interval")}`}
      className="relative h-full touch-pan-y select-none"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: bucketAt(event), to: bucketAt(event) });
      }}
      onPointerMove={(event) => {
        const index = bucketAt(event);
        setHovered(index);
        if (drag) setDrag({ ...drag, to: index });
      }}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => setHovered(null)}
      data-tip={
        bucket &&
        `${formatAbsoluteTime(bucket.startedAt)}\n${formatCountOf(bucket.sessions, "session")}, ${bucket.errors} with errors\nDrag to set the time range.`
      }
    >
      {marked && (
        <span
          aria-hidden
          className="absolute inset-y-0 rounded-sm bg-accent/15"
          style={{
            left: `${(Math.min(marked.from, marked.to) / buckets.length) * 100}%`,
            width: `${((Math.abs(marked.to - marked.from) + 1) / buckets.length) * 100}%`,
          }}
        />
      )}
      <ResponsiveContainer width="100%" height={34} className="pointer-events-none">
        <BarChart
          data={data}
          barCategoryGap={1}
          margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <defs>
            <pattern
              id="hatch"
              width="4"
              height="4"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="4" height="4" fill="var(--chart-error)" />
              <rect width="1.5" height="4" fill="var(--canvas)" />
            </pattern>
          </defs>
          <XAxis hide />
          <YAxis hide domain={[0, "dataMax"]} />
          <Bar dataKey="errors" stackId="sessions" fill="url(#hatch)" isAnimationActive={false} />
          <Bar
            dataKey="others"
            stackId="sessions"
            fill="var(--chart-bar)"
            isAnimationActive={false}
            radius={[1, 1, 0, 0]}
          />
        </BarChart>
      </ResponsiveContainer>
      <figcaption className="flex justify-between text-2xs text-faint leading-3.5">
        <span>{formatDay(buckets[0])}</span>
        <span>{formatDay(buckets.at(-1))}</span>
      </figcaption>
    </figure>
  );
});

function formatDay(bucket: ActivityBucket | undefined): string {
  return bucket ? formatAbsoluteTime(bucket.startedAt).replace(/:\d\d .*$/, "") : "";
}
