import { ArrowLeft, ListFilter } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { usersPath } from "@/lib/paths";
import type { UserRow } from "@/lib/users/user-row";
import { OutcomeChips } from "./outcome-chips";
import { UserCost, UserCount, UserErrors } from "./user-cells";
import { userSessionsPath } from "./user-links";

const FIGURES: { title: string; value: (user: UserRow) => ReactNode }[] = [
  { title: "Sessions", value: ({ sessions }) => <UserCount count={sessions} /> },
  { title: "Turns", value: ({ turns }) => <UserCount count={turns} /> },
  { title: "Traces", value: ({ traces }) => <UserCount count={traces} /> },
  {
    title: "Tokens",
    value: ({ totalTokens, tokensPartial }) => (
      <UserCount count={totalTokens} partial={tokensPartial} />
    ),
  },
  { title: "Cost", value: (user) => <UserCost user={user} /> },
  { title: "Errors", value: ({ errors }) => <UserErrors errors={errors} /> },
  { title: "First seen", value: ({ firstSeenAt }) => <RelativeTime at={firstSeenAt} /> },
  { title: "Last seen", value: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
];

/** Who this is and what their sessions add up to. */
export function UserProfile({ project, user }: { project: string; user: UserRow }) {
  const { userId, outcomes } = user;
  return (
    <header className="flex flex-col gap-3 border-line border-b px-3 py-3 sm:px-4">
      <div className="flex flex-wrap items-center gap-2">
        <Link
          href={usersPath(project)}
          className="flex h-7 items-center gap-1 rounded-md pr-2 text-muted hover:text-fg"
        >
          <ArrowLeft size={14} aria-hidden />
          Users
        </Link>
        <h1 dir="auto" className="min-w-0 break-all font-semibold text-lg">
          {userId}
        </h1>
        <CopyButton text={userId} what="user id" />
        <Button asChild className="ml-auto">
          <Link href={userSessionsPath(project, userId)}>
            <ListFilter size={13} aria-hidden />
            Show in the sessions list
          </Link>
        </Button>
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {FIGURES.map(({ title, value }) => (
          <div key={title}>
            <dt className="text-faint text-xs">{title}</dt>
            <dd className="tabular-nums">{value(user)}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(outcomes).length > 0 && (
        <div className="flex flex-wrap items-center gap-1">
          <h2 className="mr-2 text-faint text-xs">Evals</h2>
          <OutcomeChips project={project} userId={userId} outcomes={outcomes} />
        </div>
      )}
    </header>
  );
}
