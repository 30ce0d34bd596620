"use client";

import { Search, TriangleAlert, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { classNames } from "@/components/ui/class-names";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { FilterCompletions } from "./filter-completions";
import type { ProjectNames } from "./session-requests";
import { useFilterCompletions } from "./use-filter-completions";
import { useFilterDraft } from "./use-filter-draft";

interface FilterBarProps {
  project: string;
  names: ProjectNames;
  filters: SessionFilters;
  filterSearch: string;
  onChange: (filters: SessionFilters, history?: "push" | "replace") => void;
}

/** Words search the conversations; `key:value` becomes a filter when it is whole. */
export function FilterBar({ project, names, filters, filterSearch, onChange }: FilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const problemId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const draft = useFilterDraft(filters, onChange);
  const completions = useFilterCompletions({
    project,
    names,
    filterSearch,
    token: draft.token.source,
    enabled: isOpen,
  });
  const isListOpen = isOpen && completions.length > 0;
  useShortcut("search", () => input.current?.select());

  /** React passes over what was typed before it came to the page. */
  const takeEarly = useEffectEvent(() => {
    const { value = "", selectionStart = null } = input.current ?? {};
    if (value === draft.text) return;
    draft.type(value, selectionStart ?? value.length);
    setActive(0);
    setIsOpen(document.activeElement === input.current);
  });
  useEffect(() => takeEarly(), []);

  function take(index: number) {
    const completion = completions[index];
    if (!completion) return;
    draft.complete(completion);
    setActive(-1);
    if (completion.isWhole) setIsOpen(false);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (isListOpen && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      const step = key === "ArrowDown" ? 1 : -1;
      setActive((active + step + completions.length + 1) % (completions.length + 1) || 0);
    } else if (key === "Enter") {
      if (isListOpen && active > 0) take(active - 1);
      else {
        draft.submit();
        setIsOpen(false);
      }
    } else if (key === "Escape") {
      if (isListOpen) setIsOpen(false);
      else input.current?.blur();
    } else if (key === "ArrowDown") setIsOpen(true);
  }

  return (
    <div className="relative min-w-0 flex-1">
      <div
        className={classNames(
          "flex h-8 items-center gap-2 rounded-md border bg-canvas px-2 focus-within:outline-2 focus-within:outline-focus",
          draft.problem ? "border-negative" : "border-control-line",
        )}
      >
        <Search size={14} className="shrink-0 text-faint" aria-hidden />
        <input
          ref={input}
          role="combobox"
          aria-label="Search and filter sessions"
          aria-expanded={isListOpen}
          aria-controls={isListOpen ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isListOpen && active > 0 ? `${listId}-${active - 1}` : undefined}
          aria-invalid={draft.problem !== null}
          aria-describedby={draft.problem ? problemId : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search conversations, or user:… outcome:… tokens:>1000"
          value={draft.text}
          onChange={(event) => {
            draft.type(event.target.value, event.target.selectionStart ?? 0);
            setActive(0);
            setIsOpen(event.target.value !== "");
          }}
          onSelect={(event) => draft.moveCaret(event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          // React may report the focus after what was typed.
          onFocus={() => {
            if (draft.text === "") setIsOpen(true);
          }}
          onBlur={() => {
            setIsOpen(false);
            draft.leave();
          }}
          className="h-full w-full min-w-0 bg-transparent outline-none placeholder:text-faint"
        />
        {draft.text !== "" && (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => {
              draft.clear();
              input.current?.focus();
            }}
            className="flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover"
          >
            <X size={13} aria-hidden />
          </button>
        )}
      </div>
      {isListOpen && (
        <FilterCompletions
          id={listId}
          completions={completions}
          active={active - 1}
          onTake={take}
        />
      )}
      {draft.problem && (
        <p
          id={problemId}
          role="alert"
          className="mt-1 flex items-start gap-1.5 text-negative-text text-xs"
        >
          <TriangleAlert size={13} className="mt-0.5 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">
            <code className="rounded-sm bg-negative-soft px-1 font-mono">
              {draft.problem.source}
            </code>{" "}
            {draft.problem.reason}
          </span>
        </p>
      )}
    </div>
  );
}
