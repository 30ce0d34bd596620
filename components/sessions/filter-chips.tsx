"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useTimeZone } from "@/components/ui/use-time-zone";
import { describeFilter, listActiveFilters, removeFilter } from "@/lib/sessions/active-filters";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { describeTimeRange, withoutTimeRange } from "@/lib/sessions/time-range";

interface FilterChipsProps {
  filters: SessionFilters;
  onChange: (filters: SessionFilters) => void;
  onClear: () => void;
}

/** What is filtered by, each with a way out of it. */
export function FilterChips({ filters, onChange, onClear }: FilterChipsProps) {
  const removable = removableFilters(filters, useTimeZone());
  if (removable.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex w-full min-w-0 flex-wrap items-center gap-1.5">
      {removable.map(({ key, label, relation, value, without }) => (
        <li
          key={key}
          className="flex h-6 min-w-0 max-w-full items-center rounded-md border border-accent-line bg-accent-soft text-accent-text text-xs"
        >
          <span className="min-w-0 truncate pl-2" dir="auto">
            {label} {relation} <strong className="font-semibold">{value}</strong>
          </span>
          <button
            type="button"
            aria-label={`Remove filter ${label} ${relation} ${value}`}
            onClick={() => onChange(without)}
            className="flex size-6 shrink-0 items-center justify-center rounded-md hover:bg-accent-line"
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <Button variant="ghost" size="sm" onClick={onClear}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}

export interface RemovableFilter {
  key: string;
  label: string;
  relation: string;
  value: string;
  without: SessionFilters;
}

/** Every filter in words, the time range and the search text too, with the filters without it. */
export function removableFilters(
  filters: SessionFilters,
  timeZone: string | undefined,
): RemovableFilter[] {
  const removable: RemovableFilter[] = listActiveFilters(filters).map((filter) => ({
    key: `${filter.name}=${filter.text}`,
    ...describeFilter(filter),
    without: removeFilter(filters, filter),
  }));
  const time = describeTimeRange(filters, timeZone);
  if (time !== null) {
    const without = withoutTimeRange(filters);
    removable.unshift({ key: "time", label: "Active", relation: "", value: time, without });
  }
  if (filters.q !== "") {
    const without = { ...filters, q: "" };
    removable.push({ key: "q", label: "Text", relation: "has", value: filters.q, without });
  }
  return removable;
}
