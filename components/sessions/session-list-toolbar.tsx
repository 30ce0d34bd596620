"use client";

import { memo } from "react";
import { ColumnMenu } from "./column-menu";
import { ExportMenu } from "./export-menu";
import { FilterBar } from "./filter-bar";
import { FilterChips } from "./filter-chips";
import { FilterMenu } from "./filter-menu";
import type { ProjectNames } from "./session-requests";
import { SortMenu } from "./sort-menu";
import { TimeRangePicker } from "./time-range-picker";
import type { ColumnLayoutState } from "./use-column-layout";
import type { SessionQueryState } from "./use-session-query";

interface SessionListToolbarProps {
  project: string;
  names: ProjectNames;
  layout: ColumnLayoutState;
  list: SessionQueryState;
  /** "1,204 sessions"; "" until known. */
  count: string;
  onClear: () => void;
}

export const SessionListToolbar = memo(function SessionListToolbar({
  project,
  names,
  layout,
  list: { query, search, filterSearch, setQuery, setFilters },
  count,
  onClear,
}: SessionListToolbarProps) {
  const { filters } = query;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-2 px-3 pt-3 pb-2">
      <h1 className="font-semibold text-lg">Sessions</h1>
      <p className="text-muted tabular-nums" aria-live="polite">
        {count}
      </p>
      <div className="ml-auto flex items-center gap-1">
        <TimeRangePicker filters={filters} onChange={setFilters} />
        <SortMenu
          query={query}
          columns={layout.columns}
          onSort={(sort, dir) => setQuery({ ...query, sort, dir })}
        />
        <ColumnMenu {...layout} />
        <ExportMenu project={project} search={search} />
      </div>
      <div className="flex w-full min-w-0 items-start gap-2">
        <FilterBar
          project={project}
          names={names}
          filters={filters}
          filterSearch={filterSearch}
          onChange={setFilters}
        />
        <FilterMenu
          project={project}
          names={names}
          filters={filters}
          filterSearch={filterSearch}
          onChange={setFilters}
        />
      </div>
      <FilterChips filters={filters} onChange={setFilters} onClear={onClear} />
    </div>
  );
});
