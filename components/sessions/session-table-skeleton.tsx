import { Skeleton } from "@/components/ui/skeleton";

const ROWS = Array.from({ length: 24 }, (_, index) => index);
/** Widths of the words to come, in rem; a pattern, so that rows differ. */
const TITLES = ["w-72", "w-56", "w-80", "w-64", "w-48"] as const;

/** Header and rows in their final geometry. */
export function SessionRowsSkeleton() {
  return (
    <div role="status" aria-label="Loading sessions">
      <div className="h-9 border-line border-b bg-subtle max-sm:hidden" />
      {ROWS.map((row) => (
        <div
          key={row}
          className="flex h-(--row-height) items-center justify-between gap-8 border-line border-b px-3"
        >
          <Skeleton className={`h-3 max-w-[60%] ${TITLES[row % TITLES.length]}`} />
          <span className="flex gap-8 max-md:hidden">
            <Skeleton className="h-3 w-16" />
            <Skeleton className="h-3 w-16" />
            <Skeleton className="h-3 w-12" />
            <Skeleton className="h-3 w-12" />
          </span>
        </div>
      ))}
    </div>
  );
}

/** The whole page in its final geometry. */
export function SessionListSkeleton() {
  return (
    <div className="flex flex-1 flex-col overflow-hidden sm:h-[calc(100dvh-var(--bar-height))] sm:flex-none">
      <div className="flex flex-wrap items-center gap-2 px-3 pt-3 pb-2">
        <h1 className="font-semibold text-lg">Sessions</h1>
        <div className="h-7 w-full sm:w-auto" />
        <Skeleton className="h-8 w-full rounded-md" />
      </div>
      <div className="h-14 border-line border-t max-lg:h-28 max-sm:h-14" />
      <div className="border-line border-t">
        <SessionRowsSkeleton />
      </div>
    </div>
  );
}
