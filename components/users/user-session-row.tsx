import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  formatCount,
  formatCountOf,
  formatDuration,
  formatMoney,
  formatScore,
  UNKNOWN,
} from "@/lib/format";
import { sessionPath } from "@/lib/paths";
import { annotationTone } from "@/lib/sessions/annotation-tone";
import type { SessionRow } from "@/lib/sessions/session-row";

interface UserSessionRowProps {
  project: string;
  session: SessionRow;
  /** The list that this row is of: previous and next on its page follow it. */
  search: string;
}

export function UserSessionRow({ project, session, search }: UserSessionRowProps) {
  const { title, lastOutput, startedAt, turns, durationMs, errors, models } = session;
  const figures = [
    formatCountOf(turns, "turn"),
    formatDuration(durationMs),
    `${formatCount(session.totalTokens, { partial: session.tokensPartial })} tokens`,
    formatMoney(session.costUsd, { partial: session.costPartial }),
    models.join(", ") || UNKNOWN,
  ];
  return (
    <li className="relative flex flex-col gap-1 border-line border-b px-3 py-2.5 focus-within:bg-selected hover:bg-hover sm:px-4">
      <div className="flex min-w-0 items-baseline gap-3">
        <Link
          data-row-link
          prefetch={false}
          href={sessionPath(project, session.sessionId, search)}
          dir="auto"
          className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
        >
          {title ?? <span className="text-faint italic">No user message</span>}
        </Link>
        <RelativeTime at={startedAt} className="relative shrink-0 text-muted text-xs" />
      </div>
      <p dir="auto" className="truncate text-muted">
        {lastOutput ?? <span className="text-faint italic">No answer</span>}
      </p>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-faint text-xs tabular-nums">
        <span>{figures.join(" · ")}</span>
        {errors > 0 && (
          <span className="inline-flex items-center gap-1 text-negative-text">
            <CircleAlert size={12} aria-hidden />
            {formatCountOf(errors, "error")}
          </span>
        )}
        <span className="ml-auto flex min-w-0 flex-wrap gap-1">
          {Object.entries(session.annotations).map(([name, { label, score, explanation }]) => (
            <Chip
              key={name}
              tone={annotationTone(name, label)}
              className="relative"
              data-tip={[`${name}: ${label ?? formatScore(score)}`, explanation]
                .filter(Boolean)
                .join("\n")}
            >
              <span dir="auto" className="truncate">
                {label ?? `${name} ${formatScore(score)}`}
              </span>
            </Chip>
          ))}
        </span>
      </div>
    </li>
  );
}
