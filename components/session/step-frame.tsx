import { Bot, CircleAlert, CircleHelp, Settings2, User, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const SPEAKERS = {
  user: { name: "User", Icon: User, tone: "text-accent-text" },
  assistant: { name: "Assistant", Icon: Bot, tone: "text-fg" },
  tool: { name: "Tool", Icon: Wrench, tone: "text-muted" },
  system: { name: "System", Icon: Settings2, tone: "text-muted" },
  error: { name: "Error", Icon: CircleAlert, tone: "text-negative-text" },
  other: { name: "Other", Icon: CircleHelp, tone: "text-muted" },
} as const;

export type Speaker = keyof typeof SPEAKERS;

/** Who speaks in the margin, what is said beside it. */
export function StepFrame({ speaker, children }: { speaker: Speaker; children: ReactNode }) {
  const { name, Icon, tone } = SPEAKERS[speaker];
  return (
    <div className="grid gap-x-3 gap-y-1 sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:items-baseline">
      <h3
        className={classNames(
          "flex h-6 items-center gap-1.5 font-medium text-xs sm:justify-end",
          tone,
        )}
      >
        <Icon size={14} aria-hidden className="shrink-0" />
        {name}
      </h3>
      <div className="flex min-w-0 flex-col gap-2 text-base">{children}</div>
    </div>
  );
}
