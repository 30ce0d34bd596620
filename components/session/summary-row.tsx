import type { ReactNode } from "react";

/** A name and its values in the summary's list. */
export function SummaryRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted leading-6">{name}</dt>
      <dd className="flex min-h-6 min-w-0 flex-wrap items-center gap-x-2 gap-y-1">{children}</dd>
    </>
  );
}
