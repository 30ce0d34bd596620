"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { announce } from "@/components/ui/live-messages";
import { formatExactCount, formatTotal } from "@/lib/format";
import { sessionsPath } from "@/lib/paths";
import { useUserQuery } from "./use-user-query";
import { type RenderedUsers, userPages } from "./user-requests";
import { UserSearch } from "./user-search";
import { UserTable } from "./user-table";
import { UserRowsSkeleton } from "./user-table-skeleton";

/** Everyone who talks to the application. `rendered` is what the server sent along. */
export function UserList({ project, rendered }: { project: string; rendered: RenderedUsers }) {
  const { query, search, setQuery } = useUserQuery();
  const users = useInfiniteQuery(userPages(project, search, rendered));
  const rows = users.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = users.data?.pages[0]?.total;

  async function loadMore() {
    const { data } = await users.fetchNextPage();
    const loaded = data?.pages.reduce((sum, page) => sum + page.rows.length, 0) ?? 0;
    if (total) announce(`${formatExactCount(loaded)} of ${formatTotal(total)} users loaded`);
  }

  return (
    <div className="flex flex-1 flex-col overflow-hidden sm:h-[calc(100dvh-var(--bar-height))] sm:flex-none">
      <div className="flex flex-wrap items-center gap-2 border-line border-b px-3 py-3">
        <h1 className="mr-1 font-semibold text-lg">Users</h1>
        <span role="status" className="mr-auto text-muted tabular-nums">
          {total && formatTotal(total)}
        </span>
        <UserSearch q={query.q} onChange={(q) => setQuery({ q }, "replace")} />
      </div>
      {users.isPending ? (
        <UserRowsSkeleton />
      ) : users.isError && rows.length === 0 ? (
        <ErrorState
          title="Users could not be loaded."
          message={users.error.message}
          onRetry={() => void users.refetch()}
        />
      ) : rows.length === 0 ? (
        <NoUsers project={project} q={query.q} onClear={() => setQuery({ q: "" })} />
      ) : (
        <section aria-label="Users" className="relative min-h-0 flex-1 overflow-auto">
          <UserTable
            project={project}
            users={rows}
            total={total?.count ?? rows.length}
            query={query}
            isStale={users.isPlaceholderData}
            onSort={setQuery}
          />
          {users.isError ? (
            <ErrorState
              inline
              title="More users could not be loaded."
              message={users.error.message}
              onRetry={() => void users.refetch()}
            />
          ) : (
            users.hasNextPage && (
              <div className="sticky left-0 flex w-full justify-center p-3">
                <Button disabled={users.isFetchingNextPage} onClick={() => void loadMore()}>
                  {users.isFetchingNextPage && (
                    <LoaderCircle size={13} className="animate-spin" aria-hidden />
                  )}
                  Load more
                </Button>
              </div>
            )
          )}
        </section>
      )}
    </div>
  );
}

function NoUsers({ project, q, onClear }: { project: string; q: string; onClear: () => void }) {
  if (q !== "") {
    return (
      <EmptyState
        title="No user matches this search"
        actions={<Button onClick={onClear}>Clear the search</Button>}
      >
        No user id contains <q className="break-all">{q}</q>.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No users yet"
      actions={
        <Button asChild>
          <Link href={sessionsPath(project)}>Sessions</Link>
        </Button>
      }
    >
      A user appears with the first span that carries <code className="font-mono">user.id</code>.
    </EmptyState>
  );
}
