import { Skeleton } from "@/components/ui/skeleton";

const WIDTHS = ["w-1/2", "w-2/3", "w-3/5", "w-1/3", "w-3/4", "w-2/5", "w-1/4", "w-5/6"];

/** A pane of rows before they are there. */
export function PaneSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3 px-3 py-3">
      <Skeleton className="h-7 w-full" />
      {WIDTHS.map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
