"use client";

import { CalendarClock, Check } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useTimeZone } from "@/components/ui/use-time-zone";
import { type SessionFilters, TIME_RANGES, type TimeRange } from "@/lib/sessions/session-query";
import { describeTimeRange, TIME_RANGE_LABELS } from "@/lib/sessions/time-range";

interface TimeRangePickerProps {
  filters: SessionFilters;
  onChange: (filters: SessionFilters) => void;
}

export function TimeRangePicker({ filters, onChange }: TimeRangePickerProps) {
  const [open, setOpen] = useState(false);
  const isCustom = filters.from !== null || filters.to !== null;
  const timeZone = useTimeZone();
  const label = isCustom ? describeTimeRange(filters, timeZone) : TIME_RANGE_LABELS[filters.range];

  function choose(range: TimeRange) {
    onChange({ ...filters, range, from: null, to: null });
    setOpen(false);
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          aria-label={`Time range: ${label}`}
          className="max-w-[min(20rem,calc(100vw-6.5rem))]"
        >
          <CalendarClock size={14} className="shrink-0" aria-hidden />
          <span className="truncate">{label}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Time range" align="end" className="w-64">
        <p className="px-3 pt-2 text-faint text-xs">By last activity</p>
        <ul className="p-1">
          {TIME_RANGES.map((range) => {
            const isCurrent = !isCustom && filters.range === range;
            return (
              <li key={range}>
                <button
                  type="button"
                  aria-pressed={isCurrent}
                  onClick={() => choose(range)}
                  className="flex min-h-7 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
                >
                  <Check size={14} aria-hidden className={isCurrent ? "" : "invisible"} />
                  {TIME_RANGE_LABELS[range]}
                </button>
              </li>
            );
          })}
        </ul>
        <CustomRange
          filters={filters}
          onApply={(from, to) => {
            onChange({ ...filters, range: "all", from, to });
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

interface CustomRangeProps {
  filters: SessionFilters;
  onApply: (from: string | null, to: string | null) => void;
}

function CustomRange({ filters, onApply }: CustomRangeProps) {
  const [from, setFrom] = useState(toLocalInput(filters.from));
  const [to, setTo] = useState(toLocalInput(filters.to));
  const isReversed = from !== "" && to !== "" && from > to;

  function apply(event: FormEvent) {
    event.preventDefault();
    onApply(fromLocalInput(from), fromLocalInput(to));
  }

  return (
    <form onSubmit={apply} className="flex flex-col gap-2 border-line border-t p-3">
      <label htmlFor="range-from" className="-mb-1 text-muted text-xs">
        From
      </label>
      <Input
        id="range-from"
        type="datetime-local"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <label htmlFor="range-to" className="-mb-1 text-muted text-xs">
        To
      </label>
      <Input
        id="range-to"
        type="datetime-local"
        value={to}
        aria-invalid={isReversed}
        onChange={(event) => setTo(event.target.value)}
      />
      {isReversed && (
        <p role="alert" className="text-negative-text text-xs">
          The end is before the start.
        </p>
      )}
      <Button type="submit" variant="primary" disabled={isReversed || (from === "" && to === "")}>
        Apply
      </Button>
    </form>
  );
}

/** The reader's own wall clock, as datetime-local wants it. */
function toLocalInput(iso: string | null): string {
  if (iso === null) return "";
  const date = new Date(iso);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function fromLocalInput(text: string): string | null {
  const ms = text === "" ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
