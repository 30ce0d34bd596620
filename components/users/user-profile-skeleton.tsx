import { Skeleton } from "@/components/ui/skeleton";

export function UserProfileSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-3 border-line border-b px-3 py-3 sm:px-4">
      <h1 className="sr-only">Loading user</h1>
      <div className="flex h-7 items-center">
        <Skeleton className="h-4 w-56" />
      </div>
      <div className="flex h-[38px] items-center gap-6">
        {["sessions", "turns", "traces", "tokens", "cost"].map((figure) => (
          <Skeleton key={figure} className="h-3 w-14" />
        ))}
      </div>
      <Skeleton className="h-5 w-72 max-w-full" />
    </div>
  );
}
