"use client";

import { Braces, ChartNoAxesGantt } from "lucide-react";
import type { ReactNode } from "react";
import { AnnotateButton } from "@/components/annotations/annotate-button";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Turn } from "@/lib/conversation/turn";
import {
  formatCount,
  formatDuration,
  formatExactCount,
  formatExactDuration,
  formatExactMoney,
  formatMoney,
} from "@/lib/format";
import type { TurnActions } from "./turn-actions";

interface TurnHeaderProps {
  turn: Turn;
  actions: TurnActions;
  annotating: boolean;
}

/** Where the turn stands, when it was, what it took; stays in sight while its turn is read. */
export function TurnHeader({ turn, actions, annotating }: TurnHeaderProps) {
  const { index, traceIds, models, tokensPartial: partial, costPartial } = turn;
  const [traceId] = traceIds;
  return (
    <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-0.5 border-line border-b bg-canvas px-3 py-1 text-muted text-xs sm:px-4">
      <h2 className="shrink-0 font-semibold text-fg text-sm">
        <a
          href={`#turn-${index}`}
          data-tip="Link to this turn"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            actions.goTo(index);
          }}
          className="rounded-sm hover:underline"
        >
          Turn {index}
        </a>
      </h2>
      <RelativeTime at={turn.startedAt} className="shrink-0" />
      <Fact name="Latency" exact={formatExactDuration(turn.latencyMs)}>
        {formatDuration(turn.latencyMs)}
      </Fact>
      <Fact name="Tokens" exact={tokensText(turn)}>
        {formatCount(turn.totalTokens, { partial })} tok
      </Fact>
      {turn.costUsd !== null && (
        <Fact name="Cost" exact={formatExactMoney(turn.costUsd, { partial: costPartial })}>
          {formatMoney(turn.costUsd, { partial: costPartial })}
        </Fact>
      )}
      {models.length > 0 && (
        <bdi className="max-w-48 truncate text-faint max-sm:hidden" data-tip={models.join("\n")}>
          {models.join(", ")}
        </bdi>
      )}
      <div className="ml-auto flex shrink-0 items-center">
        {traceId !== undefined && (
          <>
            <AnnotateButton
              target={{ target: "trace", traceId }}
              label={`Annotate turn ${index}`}
              keys="A"
              open={annotating}
              onOpenChange={(open) => actions.annotate(open ? index : null)}
            />
            <IconButton
              size="sm"
              label={`Trace of turn ${index}`}
              keys="T"
              onClick={() => actions.openTrace(traceId)}
            >
              <ChartNoAxesGantt size={14} aria-hidden />
            </IconButton>
          </>
        )}
        <IconButton
          size="sm"
          label={`Raw spans of turn ${index}`}
          onClick={() => actions.openSpans(index)}
        >
          <Braces size={14} aria-hidden />
        </IconButton>
        <CopyButton what={`the text of turn ${index}`} text={() => turnText(turn)} />
      </div>
    </header>
  );
}

function Fact({ name, exact, children }: { name: string; exact: string; children: ReactNode }) {
  return (
    <span className="shrink-0 tabular-nums" data-tip={`${name}: ${exact}`}>
      <span className="sr-only">{name} </span>
      {children}
    </span>
  );
}

function tokensText({ promptTokens, completionTokens, totalTokens, tokensPartial }: Turn): string {
  if (totalTokens === null) return "not reported";
  const partial = tokensPartial ? "\nSome calls reported none" : "";
  return `${formatExactCount(promptTokens)} prompt + ${formatExactCount(completionTokens)} completion${partial}`;
}

/** The turn as a person would quote it. */
function turnText({ user, assistant }: Turn): string {
  return `User: ${user ?? "(unknown)"}\n\nAssistant: ${assistant ?? "(no answer)"}\n`;
}
