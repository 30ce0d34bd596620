"use client";

import { ArrowUpDown } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import {
  Menu,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import type { SessionColumn } from "@/lib/sessions/columns";
import {
  SESSION_SORTS,
  type SessionQuery,
  type SessionSort,
  type SortDirection,
} from "@/lib/sessions/session-query";

interface SortMenuProps {
  query: SessionQuery;
  columns: readonly SessionColumn[];
  onSort: (sort: SessionSort, dir: SortDirection) => void;
}

/** The order, where there is no room for column headers. */
export function SortMenu({ query, columns, onSort }: SortMenuProps) {
  const labels = new Map(columns.map(({ sort, doc }) => [sort, doc]));
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="Order" className="sm:hidden">
          <ArrowUpDown size={15} aria-hidden />
        </IconButton>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>Order by</MenuLabel>
        <MenuRadioGroup
          value={query.sort}
          onValueChange={(value) => {
            const sort = SESSION_SORTS.find((known) => known === value);
            if (sort) onSort(sort, query.dir);
          }}
        >
          {SESSION_SORTS.map((sort) => (
            <MenuRadioItem key={sort} value={sort}>
              {labels.get(sort)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuRadioGroup
          value={query.dir}
          onValueChange={(dir) => onSort(query.sort, dir === "asc" ? "asc" : "desc")}
        >
          <MenuRadioItem value="desc">Highest first</MenuRadioItem>
          <MenuRadioItem value="asc">Lowest first</MenuRadioItem>
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
