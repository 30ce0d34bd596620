"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useTimeZone } from "@/components/ui/use-time-zone";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { removableFilters } from "./filter-chips";

interface NoMatchProps {
  filters: SessionFilters;
  onChange: (filters: SessionFilters) => void;
  onClear: () => void;
}

/** Names the filters that leave nothing, each with a button that drops it. */
export function NoMatch({ filters, onChange, onClear }: NoMatchProps) {
  const removable = removableFilters(filters, useTimeZone());
  return (
    <EmptyState
      title="No session matches these filters"
      actions={
        <>
          {removable.map(({ key, label, relation, value, without }) => (
            <Button key={key} className="max-w-full" onClick={() => onChange(without)}>
              <X size={13} aria-hidden />
              <span className="truncate" dir="auto">
                {label} {relation} {value}
              </span>
            </Button>
          ))}
          {removable.length > 1 && (
            <Button variant="primary" onClick={onClear}>
              Clear all
            </Button>
          )}
        </>
      }
    >
      Drop one to see more.
    </EmptyState>
  );
}
