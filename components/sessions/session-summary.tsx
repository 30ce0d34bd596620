"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { memo } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import {
  formatCount,
  formatDuration,
  formatExactCount,
  formatExactDuration,
  formatExactMoney,
  formatMoney,
  formatPercent,
} from "@/lib/format";
import type { SessionStats } from "@/lib/sessions/session-figures";
import { sessionActivity, sessionStats } from "./session-requests";

interface SessionSummaryProps {
  project: string;
  filterSearch: string;
  /** The rows come first: false while they are under way. */
  isReady: boolean;
  onSelectTime: (from: string, to: string) => void;
}

const ActivityChart = dynamic(() => import("./activity-chart").then((m) => m.ActivityChart), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

/** The figures and the activity of every session of the current filter. */
export const SessionSummary = memo(function SessionSummary({
  project,
  filterSearch,
  isReady,
  onSelectTime,
}: SessionSummaryProps) {
  const stats = useQuery({ ...sessionStats(project, filterSearch), enabled: isReady });
  const activity = useQuery({ ...sessionActivity(project, filterSearch), enabled: isReady });
  return (
    <section
      aria-label="Summary of these sessions"
      className="flex min-w-0 items-stretch gap-4 border-line border-t px-3 max-lg:flex-col max-lg:gap-0"
    >
      {stats.isError ? (
        <ErrorState inline title="Figures could not be loaded." onRetry={() => stats.refetch()} />
      ) : (
        <StatsLine stats={stats.data} isStale={stats.isPlaceholderData} />
      )}
      <div className="h-14 min-w-0 flex-1 py-1 max-lg:w-full max-lg:flex-none max-sm:hidden">
        {activity.isError ? (
          <ErrorState
            inline
            title="Activity could not be loaded."
            onRetry={() => activity.refetch()}
          />
        ) : activity.data ? (
          <ActivityChart activity={activity.data} onSelectTime={onSelectTime} />
        ) : (
          <Skeleton className="h-full w-full" />
        )}
      </div>
    </section>
  );
});

interface Figure {
  label: string;
  value: (stats: SessionStats) => string;
  exact: (stats: SessionStats) => string;
}

const FIGURES: Figure[] = [
  {
    label: "Users",
    value: ({ users }) => formatCount(users),
    exact: ({ users }) => formatExactCount(users),
  },
  {
    label: "Traces",
    value: ({ traces }) => formatCount(traces),
    exact: ({ traces }) => formatExactCount(traces),
  },
  {
    label: "Tokens",
    value: ({ totalTokens, tokensPartial }) => formatCount(totalTokens, { partial: tokensPartial }),
    exact: ({ totalTokens, tokensPartial }) =>
      formatExactCount(totalTokens, { partial: tokensPartial }),
  },
  {
    label: "Cost",
    value: ({ costUsd, costPartial }) => formatMoney(costUsd, { partial: costPartial }),
    exact: ({ costUsd, costPartial }) => formatExactMoney(costUsd, { partial: costPartial }),
  },
  {
    label: "With errors",
    value: ({ errorRate }) => formatPercent(errorRate),
    exact: () => "Sessions with at least one span in error",
  },
  {
    label: "Duration p50",
    value: ({ durationP50Ms }) => formatDuration(durationP50Ms),
    exact: (stats) => describePercentile(stats, stats.durationP50Ms),
  },
  {
    label: "p95",
    value: ({ durationP95Ms }) => formatDuration(durationP95Ms),
    exact: (stats) => describePercentile(stats, stats.durationP95Ms),
  },
];

function describePercentile({ durationApproximate }: SessionStats, ms: number | null): string {
  return durationApproximate
    ? `About ${formatExactDuration(ms)}, within 1%`
    : formatExactDuration(ms);
}

function StatsLine({ stats, isStale }: { stats: SessionStats | undefined; isStale: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section tabIndex={0} aria-label="Figures" className="shrink-0 overflow-x-auto">
      <dl
        aria-busy={isStale}
        className="flex h-14 w-max items-center gap-5 whitespace-nowrap aria-busy:opacity-55"
      >
        {FIGURES.map(({ label, value, exact }) => (
          <div key={label} className="flex flex-col">
            <dt className="text-faint text-xs">{label}</dt>
            <dd className="h-5 font-medium tabular-nums" data-tip={stats && exact(stats)}>
              {stats ? value(stats) : <Skeleton className="mt-1 h-3 w-10" />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
