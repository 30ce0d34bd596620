"use client";

import type { MouseEvent } from "react";
import { Chip, ChipButton } from "@/components/ui/chip";
import { formatScore, UNKNOWN } from "@/lib/format";
import { type ActiveFilter, opposite, outcomeText, valueText } from "@/lib/sessions/active-filters";
import { annotationTone } from "@/lib/sessions/annotation-tone";
import type { AnnotationSummary } from "@/lib/sessions/session-row";

export type PickFilter = (filter: ActiveFilter) => void;

const HINT = "Click to filter by it, Alt-click to exclude it.";

function pickOnClick(pick: PickFilter, filter: ActiveFilter) {
  return (event: MouseEvent) =>
    pick(event.altKey ? { ...filter, text: opposite(filter.text) } : filter);
}

interface ValueChipProps {
  name: "user" | "model" | "tag";
  value: string;
  pick: PickFilter;
}

export function ValueChip({ name, value, pick }: ValueChipProps) {
  return (
    <ChipButton
      tabIndex={-1}
      data-tip={`${value}\n${HINT}`}
      onClick={pickOnClick(pick, { name, text: valueText(name, value) })}
    >
      <span dir="auto" className="truncate">
        {value}
      </span>
    </ChipButton>
  );
}

const CHIPS_SHOWN = 2;

export function ValueChips({
  name,
  values,
  pick,
}: Omit<ValueChipProps, "value" | "name"> & { name: "model" | "tag"; values: string[] }) {
  if (values.length === 0) return <span className="text-faint">{UNKNOWN}</span>;
  const rest = values.slice(CHIPS_SHOWN);
  return (
    <>
      {values.slice(0, CHIPS_SHOWN).map((value) => (
        <ValueChip key={value} name={name} value={value} pick={pick} />
      ))}
      {rest.length > 0 && (
        <Chip className="shrink-0" data-tip={rest.join("\n")}>
          +{rest.length}
        </Chip>
      )}
    </>
  );
}

interface OutcomeChipProps {
  name: string;
  summary: AnnotationSummary;
  pick: PickFilter;
}

export function OutcomeChip({
  name,
  summary: { label, score, explanation },
  pick,
}: OutcomeChipProps) {
  const tip = [
    [`${name}:`, label, score !== null && `(${formatScore(score)})`].filter(Boolean).join(" "),
    explanation,
    HINT,
  ];
  const text = outcomeText(
    label === null ? { name, match: "any" } : { name, match: "label", label },
  );
  return (
    <ChipButton
      tabIndex={-1}
      tone={annotationTone(name, label)}
      data-tip={tip.filter(Boolean).join("\n")}
      onClick={pickOnClick(pick, { name: "outcome", text })}
    >
      {label !== null && (
        <span dir="auto" className="truncate">
          {label}
        </span>
      )}
      {score !== null && <span className="shrink-0 tabular-nums">{formatScore(score)}</span>}
      {label === null && score === null && <span>noted</span>}
    </ChipButton>
  );
}
