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
        exact={formatExactCount(session.promptTokens, tokens)}
        note={tokensPartial ? "some calls reported none" : undefined}
      >
        {formatCount(session.promptTokens, tokens)}
      </Figure>
      <Figure name="Completion tokens" exact={formatExactCount(session.completionTokens, tokens)}>
        {formatCount(session.completionTokens, tokens)}
      </Figure>
      <Figure
        name="Cost"
        exact={formatExactMoney(session.costUsd, cost)}
        note={costNote(costComputed && session.costUsd !== null, costPartial)}
      >
        {formatMoney(session.costUsd, cost)}
      </Figure>
      <Figure name="Errors" negative={errors > 0}>
        {formatExactCount(errors)}
      </Figure>
    </dl>
  );
}

function costNote(computed: boolean, partial: boolean): string | undefined {
  const notes = [computed && "computed", partial && "some calls have no known price"];
  return notes.filter(Boolean).join(", ") || undefined;
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
