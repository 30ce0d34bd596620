import { CircleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  formatCount,
  formatExactCount,
  formatExactMoney,
  formatMoney,
  UNKNOWN,
} from "@/lib/format";
import { userPath } from "@/lib/paths";
import type { UserRow } from "@/lib/users/user-row";
import { OutcomeChips } from "./outcome-chips";
import type { UserColumn } from "./user-columns";
import { userSessionsPath } from "./user-links";

type Cell = (user: UserRow, project: string) => ReactNode;

export const USER_CELLS: Record<UserColumn["id"], Cell> = {
  userId: ({ userId }, project) => (
    <Link
      data-row-link
      prefetch={false}
      href={userPath(project, userId)}
      dir="auto"
      className="truncate font-medium hover:underline"
    >
      {userId}
    </Link>
  ),
  sessions: ({ userId, sessions }, project) => (
    <Link
      prefetch={false}
      href={userSessionsPath(project, userId)}
      data-tip={`${formatExactCount(sessions)}: show them in the sessions list`}
      className="hit-area text-accent-text hover:underline"
    >
      {formatCount(sessions)}
    </Link>
  ),
  firstSeenAt: ({ firstSeenAt }) => <RelativeTime at={firstSeenAt} />,
  lastSeenAt: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
  turns: ({ turns }) => <UserCount count={turns} />,
  traces: ({ traces }) => <UserCount count={traces} />,
  totalTokens: ({ totalTokens, tokensPartial }) => (
    <UserCount count={totalTokens} partial={tokensPartial} />
  ),
  costUsd: (user) => <UserCost user={user} />,
  errors: ({ errors }) => <UserErrors errors={errors} />,
  outcomes: ({ userId, outcomes }, project) => (
    <OutcomeChips project={project} userId={userId} outcomes={outcomes} shown={3} />
  ),
};

export function UserCount({ count, partial = false }: { count: number | null; partial?: boolean }) {
  if (count === null) return <span className="text-faint">{UNKNOWN}</span>;
  const exact = formatExactCount(count, { partial });
  const tip = partial ? `${exact}: not every call reported its tokens` : exact;
  const text = formatCount(count, { partial });
  return <span data-tip={tip === text ? undefined : tip}>{text}</span>;
}

export function UserCost({ user: { costUsd, costPartial } }: { user: UserRow }) {
  if (costUsd === null) return <span className="text-faint">{UNKNOWN}</span>;
  const exact = formatExactMoney(costUsd, { partial: costPartial });
  return (
    <span data-tip={costPartial ? `${exact}: not every call's cost is known` : exact}>
      {formatMoney(costUsd, { partial: costPartial })}
    </span>
  );
}

export function UserErrors({ errors }: { errors: number }) {
  if (errors === 0) return <span className="text-faint">0</span>;
  return (
    <span className="inline-flex items-center gap-1 text-negative-text">
      <CircleAlert size={12} aria-hidden />
      <UserCount count={errors} />
    </span>
  );
}
