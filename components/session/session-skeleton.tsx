import { Skeleton } from "@/components/ui/skeleton";

const TURNS = ["w-1/2", "w-2/3", "w-1/3", "w-3/5"];

/** The page before its conversation is there. */
export function SessionSkeleton() {
  return (
    <div role="status" aria-label="Loading the session" className="flex flex-col">
      <div className="flex h-11 items-center gap-3 border-line border-b px-4">
        <Skeleton className="size-4" />
        <Skeleton className="h-4 w-64 max-w-1/2" />
      </div>
      <div className="mx-auto w-full max-w-[54rem]">
        <div className="flex flex-col gap-2 border-line border-b px-4 py-4">
          <Skeleton className="h-5 w-80 max-w-full" />
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-5 w-72 max-w-full" />
          <Skeleton className="mt-2 h-10 w-full max-w-xl" />
        </div>
        {TURNS.map((width) => (
          <div key={width} className="flex flex-col gap-4 px-4 pt-2 pb-8">
            <Skeleton className="h-4 w-56" />
            <Skeleton className={`h-9 sm:ml-[7.25rem] ${width}`} />
            <Skeleton className="h-16 w-3/4 sm:ml-[7.25rem]" />
          </div>
        ))}
      </div>
    </div>
  );
}
