import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface SummaryRowProps {
  name: string;
  /** Takes the whole width, not half of it. */
  wide?: boolean;
  children: ReactNode;
}

/** A name and its values in the summary's list. */
export function SummaryRow({ name, wide = false, children }: SummaryRowProps) {
  return (
    <div
      className={classNames(
        "grid min-w-0 grid-cols-[5rem_minmax(0,1fr)] gap-x-2",
        wide && "sm:col-span-2",
      )}
    >
      <dt className="text-muted leading-6">{name}</dt>
      <dd className="flex min-h-6 min-w-0 flex-wrap items-center gap-x-2 gap-y-1">{children}</dd>
    </div>
  );
}
