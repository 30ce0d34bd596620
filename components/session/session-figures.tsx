import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import {
  formatCount,
  formatDuration,
  formatExactCount,
  formatExactDuration,
  formatExactMoney,
  formatMoney,
} from "@/lib/format";
import type { SessionRow } from "@/lib/sessions/session-row";

/** The session in numbers; what is unknown, partial or computed says so. */
export function SessionFigures({ session }: { session: SessionRow }) {
  const { tokensPartial, costPartial, costComputed, errors } = session;
  const tokens = { partial: tokensPartial };
  const cost = { partial: costPartial };
  const isComputed = costComputed && session.costUsd !== null;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2 tabular-nums">
      <Figure name="Duration" exact={formatExactDuration(session.durationMs)}>
        {formatDuration(session.durationMs)}
      </Figure>
      <Figure name="Turns">{formatExactCount(session.turns)}</Figure>
      <Figure name="Traces">{formatExactCount(session.traces)}</Figure>
      <Figure name="Spans">{formatExactCount(session.spans)}</Figure>
      <Figure
        name="Prompt tokens"
        exact={exactText(formatExactCount(session.promptTokens, tokens), tokensPartial && NO_COUNT)}
      >
        {formatCount(session.promptTokens, tokens)}
      </Figure>
      <Figure
        name="Completion tokens"
        exact={exactText(
          formatExactCount(session.completionTokens, tokens),
          tokensPartial && NO_COUNT,
        )}
      >
        {formatCount(session.completionTokens, tokens)}
      </Figure>
      <Figure
        name="Total tokens"
        exact={exactText(formatExactCount(session.totalTokens, tokens), tokensPartial && NO_COUNT)}
      >
        {formatCount(session.totalTokens, tokens)}
      </Figure>
      <Figure
        name="Cost"
        exact={exactText(
          formatExactMoney(session.costUsd, cost),
          costPartial && "Some calls have no known price.",
          isComputed && "Computed from model and tokens.",
        )}
        note={isComputed ? "computed" : undefined}
      >
        {formatMoney(session.costUsd, cost)}
      </Figure>
      <Figure name="Errors" negative={errors > 0}>
        {formatExactCount(errors)}
      </Figure>
    </dl>
  );
}

const NO_COUNT = "Some calls reported none.";

function exactText(...lines: (string | false)[]): string {
  return lines.filter(Boolean).join("\n");
}

interface FigureProps {
  name: string;
  exact?: string;
  note?: string;
  negative?: boolean;
  children: ReactNode;
}

function Figure({ name, exact, note, negative = false, children }: FigureProps) {
  return (
    <div className="flex flex-col">
      <dt className="text-faint text-xs">{name}</dt>
      <dd
        className={classNames("font-medium text-base", negative && "text-negative-text")}
        data-tip={exact}
      >
        {children}
        {note && <span className="ml-1 font-normal text-faint text-xs">{note}</span>}
      </dd>
    </div>
  );
}
