"use client";

import { ChevronLeft, ListFilter } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { listActiveFilters } from "@/lib/sessions/active-filters";
import { FILTER_FIELDS, type FilterName, filterField } from "@/lib/sessions/filter-table";
import { FilterPane, type FilterPaneProps } from "./filter-pane";

/** Every filter with its values and their counts, for the mouse and the keyboard alike. */
export function FilterMenu(props: Omit<FilterPaneProps, "field">) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<FilterName | null>(null);
  useShortcut("addFilter", () => setOpen(true));
  const active = listActiveFilters(props.filters);
  const shown = chosen ?? "outcome";

  return (
    <Popover
      open={open}
      onOpenChange={(isOpen) => {
        setOpen(isOpen);
        if (!isOpen) setChosen(null);
      }}
    >
      <PopoverTrigger asChild>
        <Button className="h-8">
          <ListFilter size={14} aria-hidden />
          Filter
        </Button>
      </PopoverTrigger>
      <PopoverContent
        aria-label="Add a filter"
        align="end"
        className="flex h-96 w-(--filter-menu) overflow-hidden"
        style={{ "--filter-menu": "30rem" }}
      >
        <ul
          className={classNames(
            "w-36 shrink-0 overflow-auto border-line border-r p-1 max-sm:w-full max-sm:border-0",
            chosen !== null && "max-sm:hidden",
          )}
        >
          {FILTER_FIELDS.map(({ name, label, doc }) => {
            const count = active.filter((filter) => filter.name === name).length;
            return (
              <li key={name}>
                <button
                  type="button"
                  aria-pressed={shown === name}
                  data-tip={doc}
                  onClick={() => setChosen(name)}
                  className={classNames(
                    "flex min-h-7 w-full items-center justify-between rounded-md px-2 text-left hover:bg-hover",
                    shown === name && "sm:bg-sunken sm:font-medium",
                  )}
                >
                  {label}
                  {count > 0 && (
                    <span className="rounded-sm bg-accent-soft px-1 text-accent-text text-xs tabular-nums">
                      {count}
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        <div
          className={classNames("flex min-w-0 flex-1 flex-col", chosen === null && "max-sm:hidden")}
        >
          <button
            type="button"
            onClick={() => setChosen(null)}
            className="flex h-9 items-center gap-1 border-line border-b px-2 font-medium sm:hidden"
          >
            <ChevronLeft size={14} aria-hidden />
            {filterField(shown).label}
          </button>
          <FilterPane key={shown} field={filterField(shown)} {...props} />
        </div>
      </PopoverContent>
    </Popover>
  );
}
