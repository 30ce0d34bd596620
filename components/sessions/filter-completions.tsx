"use client";

import { classNames } from "@/components/ui/class-names";
import type { Completion } from "@/lib/sessions/filter-completion";

interface FilterCompletionsProps {
  id: string;
  completions: Completion[];
  active: number;
  onTake: (index: number) => void;
}

export function FilterCompletions({ id, completions, active, onTake }: FilterCompletionsProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Completions"
      className="absolute top-9 left-0 z-40 max-h-80 w-full max-w-lg animate-pop overflow-auto rounded-lg border border-line bg-raised p-1 shadow-pop"
    >
      {completions.map(({ insert, label, detail }, index) => (
        <button
          type="button"
          key={insert}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // Keeps the focus in the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(index)}
          className={classNames(
            "flex min-h-7 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-hover",
            index === active && "bg-hover",
          )}
        >
          <span dir="auto" className="truncate font-mono text-xs">
            {label}
          </span>
          <span className="ml-auto shrink-0 truncate text-faint text-xs tabular-nums">
            {detail}
          </span>
        </button>
      ))}
    </div>
  );
}
