"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Chip, ChipButton } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  formatCount,
  formatDuration,
  formatExactCount,
  formatExactDuration,
  formatExactMoney,
  formatMoney,
  formatScore,
  UNKNOWN,
} from "@/lib/format";
import { type ActiveFilter, opposite, outcomeText, valueText } from "@/lib/sessions/active-filters";
import { annotationTone } from "@/lib/sessions/annotation-tone";
import type { SessionColumn } from "@/lib/sessions/columns";
import type { AnnotationSummary, SessionRow } from "@/lib/sessions/session-row";

export type PickFilter = (filter: ActiveFilter) => void;

type Cell = (session: SessionRow, pick: PickFilter) => ReactNode;

const CELLS: Record<string, Cell> = {
  lastOutput: ({ lastOutput }) => <Text text={lastOutput} />,
  sessionId: ({ sessionId }) => <Text text={sessionId} mono />,
  userId: ({ userId }, pick) =>
    userId === null ? <Unknown /> : <ValueChip name="user" value={userId} pick={pick} />,
  lastActivityAt: ({ lastActivityAt }) => <RelativeTime at={lastActivityAt} />,
  startedAt: ({ startedAt }) => <RelativeTime at={startedAt} />,
  durationMs: ({ durationMs }) => (
    <span data-tip={formatExactDuration(durationMs)}>{formatDuration(durationMs)}</span>
  ),
  turns: ({ turns }) => <Count count={turns} />,
  traces: ({ traces }) => <Count count={traces} />,
  spans: ({ spans }) => <Count count={spans} />,
  promptTokens: ({ promptTokens, tokensPartial }) => (
    <Count count={promptTokens} partial={tokensPartial} />
  ),
  completionTokens: ({ completionTokens, tokensPartial }) => (
    <Count count={completionTokens} partial={tokensPartial} />
  ),
  totalTokens: ({ totalTokens, tokensPartial }) => (
    <Count count={totalTokens} partial={tokensPartial} />
  ),
  costUsd: (session) => <Cost session={session} />,
  errors: ({ errors }) =>
    errors === 0 ? (
      <span className="text-faint">0</span>
    ) : (
      <span className="inline-flex items-center gap-1 text-negative-text">
        <CircleAlert size={12} aria-hidden />
        <Count count={errors} />
      </span>
    ),
  models: ({ models }, pick) => <ValueChips name="model" values={models} pick={pick} />,
  tags: ({ tags }, pick) => <ValueChips name="tag" values={tags} pick={pick} />,
};

interface SessionCellProps {
  column: SessionColumn;
  session: SessionRow;
  pick: PickFilter;
}

/** Any cell but the title's. */
export function SessionCell({ column, session, pick }: SessionCellProps) {
  if (column.annotation === null) return CELLS[column.id]?.(session, pick);
  const { annotation } = column;
  const summary = Object.hasOwn(session.annotations, annotation)
    ? session.annotations[annotation]
    : undefined;
  return summary ? <OutcomeChip name={annotation} summary={summary} pick={pick} /> : <Unknown />;
}

function Text({ text, mono = false }: { text: string | null; mono?: boolean }) {
  if (text === null) return <Unknown />;
  return (
    <span
      dir="auto"
      className={mono ? "truncate font-mono text-muted text-xs" : "truncate text-muted"}
    >
      {text}
    </span>
  );
}

function Unknown() {
  return <span className="text-faint">{UNKNOWN}</span>;
}

function Count({ count, partial = false }: { count: number | null; partial?: boolean }) {
  if (count === null) return <Unknown />;
  const exact = formatExactCount(count, { partial });
  const text = formatCount(count, { partial });
  const tip = partial ? `${exact}: not every call reported its tokens` : exact;
  return <span data-tip={tip === text ? undefined : tip}>{text}</span>;
}

function Cost({ session }: { session: SessionRow }) {
  const { costUsd, costPartial, costComputed } = session;
  if (costUsd === null) return <Unknown />;
  const tip = [
    formatExactMoney(costUsd, { partial: costPartial }),
    costPartial && "Not every call's cost is known.",
    costComputed && "Computed from model and tokens.",
  ];
  return (
    <span data-tip={tip.filter(Boolean).join("\n")}>
      {formatMoney(costUsd, { partial: costPartial })}
    </span>
  );
}

const HINT = "Click to filter by it, Alt-click to exclude it.";

function pickOnClick(pick: PickFilter, filter: ActiveFilter) {
  return (event: React.MouseEvent) =>
    pick(event.altKey ? { ...filter, text: opposite(filter.text) } : filter);
}

interface ValueChipProps {
  name: "user" | "model" | "tag";
  value: string;
  pick: PickFilter;
}

function ValueChip({ name, value, pick }: ValueChipProps) {
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

function ValueChips({
  name,
  values,
  pick,
}: Omit<ValueChipProps, "value" | "name"> & { name: "model" | "tag"; values: string[] }) {
  if (values.length === 0) return <Unknown />;
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
      {score !== null && (
        <span className="shrink-0 tabular-nums opacity-85">{formatScore(score)}</span>
      )}
      {label === null && score === null && <span>noted</span>}
    </ChipButton>
  );
}
