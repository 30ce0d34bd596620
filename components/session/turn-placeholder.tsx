import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { PLACEHOLDER_PX } from "@/lib/find/estimate-turn";
import type { Turns } from "./use-turns";

interface TurnPlaceholderProps {
  index: number;
  turns: number;
  /** First words of the question, if known. */
  question: string | null;
  failed: Turns["failed"];
}

/** Stands where a turn is being loaded. */
export function TurnPlaceholder({ index, turns, question, failed }: TurnPlaceholderProps) {
  return (
    <article
      aria-label={`Turn ${index} of ${turns}`}
      aria-busy={failed === null}
      className="overflow-hidden"
      style={{ height: PLACEHOLDER_PX }}
    >
      <h2 className="border-line border-b px-3 py-2 font-semibold text-sm sm:px-4">Turn {index}</h2>
      <div className="flex flex-col gap-3 px-3 pt-4 sm:pr-4 sm:pl-[8.25rem]">
        {question !== null && <p className="truncate text-muted">{question}</p>}
        {failed === null ? (
          <>
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
          </>
        ) : (
          <p role="alert" className="flex flex-wrap items-center gap-2 text-negative-text text-sm">
            This turn could not be loaded. {failed.message}
            <Button size="sm" onClick={failed.retry}>
              Retry
            </Button>
          </p>
        )}
      </div>
    </article>
  );
}
