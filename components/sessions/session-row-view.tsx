"use client";

import Link from "next/link";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatCountOf } from "@/lib/format";
import { sessionPath } from "@/lib/paths";
import { type AnnotationTone, annotationTone } from "@/lib/sessions/annotation-tone";
import type { ArrangedColumn } from "@/lib/sessions/column-layout";
import { TITLE_COLUMN } from "@/lib/sessions/columns";
import type { SessionRow } from "@/lib/sessions/session-row";
import { SessionCell } from "./session-cells";
import { OutcomeChip, type PickFilter } from "./session-chips";

interface SessionRowViewProps {
  session: SessionRow;
  /** 0-based, within the whole list. */
  index: number;
  columns: readonly ArrangedColumn[];
  project: string;
  /** Of the list, so that the session page can go to its neighbours. */
  search: string;
  /** The one row that Tab reaches. */
  isActive: boolean;
  onActivate: (sessionId: string) => void;
  pick: PickFilter;
}

export const SessionRowView = memo(function SessionRowView({
  session,
  index,
  columns,
  project,
  search,
  isActive,
  onActivate,
  pick,
}: SessionRowViewProps) {
  const href = sessionPath(project, session.sessionId, search);

  return (
    <tr
      aria-rowindex={index + 2}
      onFocus={() => onActivate(session.sessionId)}
      className="row-ring group absolute grid h-(--row-height) w-full grid-cols-(--columns) border-line border-b hover:bg-hover max-sm:grid-cols-1"
      style={{ top: `calc(var(--row-height) * ${index})` }}
    >
      {columns.map((column, place) =>
        column.id === TITLE_COLUMN ? (
          <td
            key={column.id}
            className="sticky left-0 z-10 flex min-w-0 flex-col justify-center border-line bg-canvas px-3 group-hover:bg-hover sm:border-r"
          >
            <Link
              href={href}
              prefetch={false}
              data-row-link={index}
              data-covers
              tabIndex={isActive ? 0 : -1}
              className="flex min-w-0 items-center gap-1.5 outline-none after:absolute after:inset-0"
            >
              {session.live && <LiveDot />}
              <Title session={session} />
            </Link>
            <NarrowLine session={session} pick={pick} />
          </td>
        ) : (
          <td
            key={column.id}
            className={classNames(
              "flex min-w-0 items-center gap-1 overflow-hidden whitespace-nowrap px-2 tabular-nums max-sm:hidden",
              column.align === "end" && "justify-end text-right",
            )}
          >
            {place === 1 && (
              // Makes the whole row a link for the pointer; the title's link is the one that is read.
              <Link
                href={href}
                prefetch={false}
                tabIndex={-1}
                aria-hidden
                data-covers
                className="absolute inset-0"
              />
            )}
            <SessionCell column={column} session={session} pick={pick} />
          </td>
        ),
      )}
    </tr>
  );
});

function Title({ session: { title, sessionId } }: { session: SessionRow }) {
  if (title === null) {
    return <span className="truncate text-muted italic">No user message ({sessionId})</span>;
  }
  return (
    <span dir="auto" className="truncate">
      {title}
    </span>
  );
}

function LiveDot() {
  return (
    <span
      className="relative flex size-2 shrink-0"
      data-tip="Live: spans arrived in the last minutes"
    >
      <span className="absolute inline-flex size-full animate-ping rounded-full bg-positive opacity-60" />
      <span className="relative inline-flex size-2 rounded-full bg-positive" />
      <span className="sr-only">Live:</span>
    </span>
  );
}

/** What a narrow screen shows in the place of the other columns; of the outcomes the worst one. */
function NarrowLine({ session, pick }: { session: SessionRow; pick: PickFilter }) {
  const { userId, lastActivityAt, turns, errors } = session;
  const outcome = worstOutcome(session);
  return (
    <div className="pointer-events-none relative mt-1 flex h-5 min-w-0 items-center gap-2 overflow-hidden whitespace-nowrap text-muted text-xs tabular-nums sm:hidden">
      <RelativeTime at={lastActivityAt} />
      {userId !== null && (
        <span dir="auto" className="min-w-8 truncate">
          {userId}
        </span>
      )}
      <span>{formatCountOf(turns, "turn")}</span>
      {errors > 0 && <span className="text-negative-text">{formatCountOf(errors, "error")}</span>}
      {outcome && (
        <span className="pointer-events-auto ml-auto flex max-w-[45%] shrink-0">
          <OutcomeChip name={outcome.name} summary={outcome.summary} pick={pick} />
        </span>
      )}
    </div>
  );
}

const WORST_FIRST: AnnotationTone[] = ["negative", "warning"];

function worstOutcome({ annotations }: SessionRow) {
  const outcomes = Object.entries(annotations).map(([name, summary]) => {
    const rank = WORST_FIRST.indexOf(annotationTone(name, summary.label));
    return { name, summary, rank: rank < 0 ? WORST_FIRST.length : rank };
  });
  return outcomes.sort((a, b) => a.rank - b.rank)[0];
}
