"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { useRef } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { announce } from "@/components/ui/live-messages";
import { Skeleton } from "@/components/ui/skeleton";
import { formatTotal } from "@/lib/format";
import { moveRowFocus } from "./move-row-focus";
import { type RenderedSessions, userSessionPages } from "./user-session-requests";
import { UserSessionRow } from "./user-session-row";

interface UserSessionsProps {
  project: string;
  userId: string;
  rendered: RenderedSessions;
}

/** A user's sessions, the latest first. */
export function UserSessions({ project, userId, rendered }: UserSessionsProps) {
  const sessions = useInfiniteQuery(userSessionPages(project, userId, rendered));
  const list = useRef<HTMLOListElement>(null);
  useShortcut("nextRow", () => moveRowFocus(list.current, 1));
  useShortcut("previousRow", () => moveRowFocus(list.current, -1));
  const rows = sessions.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = sessions.data?.pages[0]?.total;

  async function loadMore() {
    const { data } = await sessions.fetchNextPage();
    const loaded = data?.pages.reduce((sum, page) => sum + page.rows.length, 0) ?? 0;
    if (total) announce(`${loaded} of ${formatTotal(total)} sessions loaded`);
  }

  if (sessions.isPending) return <UserSessionsSkeleton />;
  if (rows.length === 0) {
    return sessions.isError ? (
      <ErrorState
        title="Sessions could not be loaded."
        message={sessions.error.message}
        onRetry={() => void sessions.refetch()}
      />
    ) : (
      <EmptyState title="No sessions">This user's sessions have been deleted.</EmptyState>
    );
  }
  return (
    <section aria-label="Sessions">
      <ol ref={list}>
        {rows.map((session) => (
          <UserSessionRow
            key={session.sessionId}
            project={project}
            session={session}
            search={rendered.search}
          />
        ))}
      </ol>
      {sessions.isError ? (
        <ErrorState
          inline
          title="More sessions could not be loaded."
          message={sessions.error.message}
          onRetry={() => void sessions.refetch()}
        />
      ) : (
        sessions.hasNextPage && (
          <div className="flex justify-center p-3">
            <Button disabled={sessions.isFetchingNextPage} onClick={() => void loadMore()}>
              {sessions.isFetchingNextPage && (
                <LoaderCircle size={13} className="animate-spin" aria-hidden />
              )}
              Load more
            </Button>
          </div>
        )
      )}
    </section>
  );
}

export function UserSessionsSkeleton() {
  return (
    <div role="status" aria-label="Loading sessions">
      {["w-72", "w-56", "w-80", "w-64", "w-48", "w-72"].map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars that never change.
        <div key={row} className="flex flex-col gap-2 border-line border-b px-3 py-3 sm:px-4">
          <Skeleton className={`h-3.5 max-w-full ${width}`} />
          <Skeleton className="h-3 w-40" />
        </div>
      ))}
    </div>
  );
}
