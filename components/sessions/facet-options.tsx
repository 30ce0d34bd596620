"use client";

import { Ban } from "lucide-react";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/format";
import {
  addFilter,
  describeFilter,
  hasFilter,
  listActiveFilters,
  opposite,
  removeFilter,
} from "@/lib/sessions/active-filters";
import type { FilterField } from "@/lib/sessions/filter-table";
import type { SessionFilters } from "@/lib/sessions/session-query";

export interface FacetOption {
  /** The value as the URL has it. */
  text: string;
  label: string;
  /** null: not counted. */
  count: number | null;
}

interface FacetOptionsProps {
  field: FilterField;
  filters: SessionFilters;
  onChange: (filters: SessionFilters) => void;
  options: FacetOption[];
  /** Set when the server narrows the options. */
  search?: string;
  onSearch?: (search: string) => void;
  isLoading?: boolean;
}

/** Values to include or exclude; the chosen ones stay on top. */
export function FacetOptions({
  field: { name, label },
  filters,
  onChange,
  options,
  search,
  onSearch,
  isLoading = false,
}: FacetOptionsProps) {
  const [narrowed, setNarrowed] = useState("");
  const wanted = (search ?? narrowed).toLowerCase();
  const chosen = listActiveFilters(filters).filter((filter) => filter.name === name);
  const isChosen = ({ text }: FacetOption) =>
    chosen.some((filter) => filter.text === text || filter.text === opposite(text));

  const missing = chosen
    .map(({ text }) => (text.startsWith("-") ? text.slice(1) : text))
    .filter((text) => options.every((option) => option.text !== text))
    .map((text) => ({ text, label: describeFilter({ name, text }).value, count: null }));
  const matching = options.filter((option) => option.label.toLowerCase().includes(wanted));
  const shown = [
    ...missing,
    ...matching.filter(isChosen),
    ...matching.filter((option) => !isChosen(option)),
  ];

  function toggle(text: string) {
    const filter = { name, text };
    onChange(
      hasFilter(filters, filter) ? removeFilter(filters, filter) : addFilter(filters, filter),
    );
  }

  return (
    <>
      <div className="border-line border-b p-2">
        <Input
          type="search"
          aria-label={`Find in ${label}`}
          placeholder={`Find in ${label.toLowerCase()}…`}
          value={search ?? narrowed}
          onChange={(event) => (onSearch ?? setNarrowed)(event.target.value)}
        />
      </div>
      <ul className="min-h-0 flex-1 overflow-auto p-1">
        {shown.map((option) => {
          const isExcluded = hasFilter(filters, { name, text: opposite(option.text) });
          return (
            <li
              key={option.text}
              className="flex items-center rounded-md pl-2 focus-within:bg-hover hover:bg-hover"
            >
              <Checkbox
                className="flex-1"
                checked={hasFilter(filters, { name, text: option.text })}
                onChange={() => toggle(option.text)}
              >
                <span
                  dir="auto"
                  className={classNames("truncate", isExcluded && "text-faint line-through")}
                >
                  {option.label}
                </span>
              </Checkbox>
              <span className="px-1 text-faint text-xs tabular-nums">
                {option.count === null ? "" : formatCount(option.count)}
              </span>
              <button
                type="button"
                aria-label={`Exclude ${option.label}`}
                aria-pressed={isExcluded}
                data-tip="Exclude"
                onClick={() => toggle(opposite(option.text))}
                className="flex size-6 items-center justify-center rounded-md text-faint hover:text-fg aria-pressed:text-negative-text"
              >
                <Ban size={13} aria-hidden />
              </button>
            </li>
          );
        })}
        {isLoading && (
          <li className="p-2">
            <Skeleton className="h-4 w-32" />
          </li>
        )}
        {shown.length === 0 && !isLoading && <li className="px-2 py-3 text-muted">No values.</li>}
      </ul>
    </>
  );
}
