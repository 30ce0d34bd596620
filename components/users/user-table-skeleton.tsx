import { Skeleton } from "@/components/ui/skeleton";

const ROWS = Array.from({ length: 24 }, (_, index) => index);

/** Header and rows in their final geometry. */
export function UserRowsSkeleton() {
  return (
    <div role="status" aria-label="Loading users" className="overflow-hidden">
      <div className="h-9 border-line border-b bg-subtle" />
      {ROWS.map((row) => (
        <div
          key={row}
          className="flex h-(--row-height) items-center justify-between gap-8 border-line border-b px-3"
        >
          <Skeleton className={row % 3 === 0 ? "h-3 w-40" : "h-3 w-28"} />
          <span className="flex gap-8 max-sm:hidden">
            <Skeleton className="h-3 w-10" />
            <Skeleton className="h-3 w-14" />
            <Skeleton className="h-3 w-14" />
            <Skeleton className="h-3 w-24" />
          </span>
        </div>
      ))}
    </div>
  );
}

/** The whole page in its final geometry. */
export function UserListSkeleton() {
  return (
    <div className="flex flex-1 flex-col overflow-hidden sm:h-[calc(100dvh-var(--bar-height))] sm:flex-none">
      <div className="flex flex-wrap items-center gap-2 border-line border-b px-3 py-3">
        <h1 className="mr-auto font-semibold text-lg">Users</h1>
        <Skeleton className="h-7 w-full rounded-md sm:w-64" />
      </div>
      <UserRowsSkeleton />
    </div>
  );
}
