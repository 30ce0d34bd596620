"use client";

import { formatCountOf, formatDuration } from "@/lib/format";
import type { StoredSpan } from "@/lib/trace/stored-span";
import { AttributeValue } from "./attribute-value";
import { DetailSection } from "./detail-section";

interface SpanEventsProps {
  events: StoredSpan["events"];
  place: string;
  startMicros: number;
}

const MOST = 500;

export function SpanEvents({ events, place, startMicros }: SpanEventsProps) {
  if (events.length === 0) return null;
  return (
    <DetailSection title={formatCountOf(events.length, "event")}>
      <ol className="flex flex-col gap-2 px-3 text-xs">
        {events.slice(0, MOST).map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no other name
          <li key={at} className="rounded-md border border-line px-2 py-1">
            <p className="flex items-baseline justify-between gap-2">
              <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{event.name}</bdi>
              <span className="shrink-0 text-faint tabular-nums">
                {offsetText(event.timeUnixNano, startMicros)}
              </span>
            </p>
            <dl>
              {Object.entries(event.attributes).map(([key, value]) => (
                <div key={key} className="mt-1">
                  <dt className="font-mono text-muted [overflow-wrap:anywhere]">{key}</dt>
                  <dd className="min-w-0">
                    <AttributeValue value={value} place={`${place}:event:${at}:${key}`} query="" />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
      {events.length > MOST && (
        <p className="px-3 text-muted text-xs">Only the first {MOST} are shown.</p>
      )}
    </DetailSection>
  );
}

/** After the start of the span; before it with a minus. */
function offsetText(timeUnixNano: string, startMicros: number): string {
  const offsetMs = (Number(timeUnixNano) / 1000 - startMicros) / 1000;
  if (!Number.isFinite(offsetMs)) return "";
  return offsetMs < 0 ? `−${formatDuration(-offsetMs)}` : `+${formatDuration(offsetMs)}`;
}
