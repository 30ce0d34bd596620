import type { ReactNode } from "react";

/** A titled part of a span's details. */
export function DetailSection({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-1 border-line border-t py-2">
      <div className="flex min-h-7 items-center gap-2 px-3">
        <h4 className="font-semibold text-sm">{title}</h4>
        {aside}
      </div>
      {children}
    </section>
  );
}
