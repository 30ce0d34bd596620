"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  formatCount,
  formatDuration,
  formatExactCount,
  formatExactDuration,
  formatExactMoney,
  formatMoney,
  UNKNOWN,
} from "@/lib/format";
import type { SessionColumn } from "@/lib/sessions/columns";
import type { SessionRow } from "@/lib/sessions/session-row";
import { OutcomeChip, type PickFilter, ValueChip, ValueChips } from "./session-chips";

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
