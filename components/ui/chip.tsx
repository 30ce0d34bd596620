import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export const CHIP_TONES = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-text",
  positive: "bg-positive-soft text-positive-text",
  negative: "bg-negative-soft text-negative-text",
  warning: "bg-warning-soft text-warning-text",
  "hue-1": "bg-hue-1-soft text-hue-1-text",
  "hue-2": "bg-hue-2-soft text-hue-2-text",
  "hue-3": "bg-hue-3-soft text-hue-3-text",
  "hue-4": "bg-hue-4-soft text-hue-4-text",
  "hue-5": "bg-hue-5-soft text-hue-5-text",
  "hue-6": "bg-hue-6-soft text-hue-6-text",
} as const;
export type ChipTone = keyof typeof CHIP_TONES;

const CHIP = "inline-flex h-5 min-w-0 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs";

/** A short value on a tinted ground. The tone only repeats what the text says. */
export function Chip({
  tone = "neutral",
  className,
  ...props
}: ComponentProps<"span"> & { tone?: ChipTone }) {
  return <span className={classNames(CHIP, CHIP_TONES[tone], className)} {...props} />;
}

/** A chip that does something; its target reaches 24 px. */
export function ChipButton({
  tone = "neutral",
  className,
  ...props
}: ComponentProps<"button"> & { tone?: ChipTone }) {
  return (
    <button
      type="button"
      className={classNames(
        CHIP,
        CHIP_TONES[tone],
        "hit-area hover:ring-1 hover:ring-current/40",
        className,
      )}
      {...props}
    />
  );
}
