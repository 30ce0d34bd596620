import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

interface DisclosureProps {
  open: boolean;
  onToggle: () => void;
  summary: ReactNode;
  children: ReactNode;
  className?: string;
}

/** One line that opens into what it sums up. */
export function Disclosure({ open, onToggle, summary, children, className }: DisclosureProps) {
  const id = useId();
  return (
    <div className={classNames("min-w-0 rounded-md border border-line", className)}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
        className={classNames(
          "flex min-h-8 w-full min-w-0 items-center gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-hover",
          open && "rounded-b-none",
        )}
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={classNames("shrink-0 text-faint transition-transform", open && "rotate-90")}
        />
        {summary}
      </button>
      {open && (
        <div id={id} className="min-w-0 border-line border-t">
          {children}
        </div>
      )}
    </div>
  );
}
