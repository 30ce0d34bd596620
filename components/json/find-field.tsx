"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { formatExactCount } from "@/lib/format";

interface FindFieldProps extends Pick<ComponentProps<"input">, "autoFocus" | "ref"> {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  /** Position of the current match from 0; null: none yet. */
  position: number | null;
  count: number;
  /** The count stopped there. */
  capped?: boolean;
  searching?: boolean;
  onStep: (by: 1 | -1) => void;
  onClose?: () => void;
  className?: string;
}

/** A search field that says n of N and steps through the matches. */
export function FindField({
  label,
  query,
  onQuery,
  position,
  count,
  capped = false,
  searching = false,
  onStep,
  onClose,
  className,
  ...input
}: FindFieldProps) {
  const status = useId();
  return (
    <search className={classNames("flex min-w-0 items-center gap-0.5", className)}>
      <div className="relative min-w-0 flex-1">
        <Search size={13} aria-hidden className="absolute top-2 left-2 text-faint" />
        <Input
          {...input}
          aria-label={label}
          aria-describedby={status}
          placeholder={label}
          value={query}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          className="pr-20 pl-7"
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
            else if (event.key === "Escape" && (query !== "" || onClose)) {
              if (onClose) onClose();
              else onQuery("");
            } else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <span
          id={status}
          role="status"
          className="pointer-events-none absolute top-1.5 right-2 text-faint text-xs tabular-nums"
        >
          {query !== "" && statusText({ position, count, capped, searching })}
        </span>
      </div>
      <IconButton
        size="sm"
        label="Previous match"
        keys="⇧↵"
        disabled={count === 0}
        onClick={() => onStep(-1)}
      >
        <ChevronUp size={15} aria-hidden />
      </IconButton>
      <IconButton
        size="sm"
        label="Next match"
        keys="↵"
        disabled={count === 0}
        onClick={() => onStep(1)}
      >
        <ChevronDown size={15} aria-hidden />
      </IconButton>
      {onClose && (
        <IconButton size="sm" label="Close find" keys="Esc" onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      )}
    </search>
  );
}

function statusText(
  state: Required<Pick<FindFieldProps, "position" | "count" | "capped" | "searching">>,
) {
  if (state.searching) return "…";
  if (state.count === 0) return "no match";
  const total = `${formatExactCount(state.count)}${state.capped ? "+" : ""}`;
  return state.position === null ? total : `${formatExactCount(state.position + 1)}/${total}`;
}
